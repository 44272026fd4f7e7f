import type { TextSource } from '../text/source.ts';
import type { Attributes, XmlVisitor } from '../xml/read.ts';
import { failing, OpenCase, type Part, plain, printed } from './open-case.ts';
import type { JunitCase, JunitError, JunitReport } from './report.ts';

interface OpenSuite {
  readonly name: string;
  readonly file: string | undefined;
  /** Failures and errors by its own count. */
  readonly declared: number;
  shown: number;
}

/** Makes cases of the elements of JUnit XML as they come. */
export class JunitBuilder implements XmlVisitor {
  readonly #source: TextSource;
  readonly #cases: JunitCase[] = [];
  readonly #errors: JunitError[] = [];
  readonly #path: string[] = [];
  readonly #suites: OpenSuite[] = [];
  #case: OpenCase | undefined;
  #part: Part | undefined;

  constructor(source: TextSource) {
    this.#source = source;
  }

  report(): JunitReport {
    return { cases: this.#cases, errors: this.#errors };
  }

  open(name: string, attributes: Attributes): void {
    const above = this.#path.at(-1);
    if (above === undefined && name !== 'testsuites' && name !== 'testsuite') {
      throw this.#source.unreadable(`it is no JUnit XML: its root element is ${name}`);
    }
    this.#path.push(name);
    if (name === 'testsuite') this.#suites.push(openSuite(attributes));
    else if (name === 'testcase') this.#case = new OpenCase(attributes);
    // What reruns of Maven nest deeper is left out.
    else if (isPart(name, above)) this.#part = { name, attributes, text: '' };
  }

  text(text: string): void {
    if (this.#part !== undefined && this.#part.name === this.#path.at(-1)) this.#part.text += text;
  }

  close(name: string): void {
    this.#path.pop();
    if (name === 'testsuite') this.#closeSuite();
    else if (name === 'testcase') this.#closeCase();
    else if (this.#part !== undefined && isPart(name, this.#path.at(-1))) {
      if (this.#case === undefined) this.#addError(this.#part);
      else this.#case.add(this.#part);
      this.#part = undefined;
    }
  }

  #closeCase(): void {
    if (this.#case === undefined) return;
    const file = this.#suites.findLast((suite) => suite.file !== undefined)?.file;
    this.#cases.push(this.#case.close(this.#suiteName(), file));
    if (this.#case.hasFailed) this.#countFailure();
    this.#case = undefined;
  }

  /** A suite may count a failure of its own that no case shows, such as a file that could not be loaded. */
  #closeSuite(): void {
    const { declared = 0, shown = 0 } = this.#suites.at(-1) ?? {};
    if (declared > 0 && shown === 0) {
      const message = `it counts ${declared} failures or errors, but shows none`;
      this.#errors.push({ suite: this.#suiteName(), message });
      this.#countFailure();
    }
    this.#suites.pop();
  }

  #addError({ attributes, text }: Part): void {
    const lines = [plain(attributes['message'] ?? ''), plain(text)].filter(Boolean);
    this.#errors.push({ suite: this.#suiteName(), message: lines.join('\n') || 'it failed without saying why' });
    this.#countFailure();
  }

  #countFailure(): void {
    for (const suite of this.#suites) suite.shown += 1;
  }

  #suiteName(): string {
    const names = this.#suites.map((suite) => suite.name);
    return names.filter(Boolean).join(' > ');
  }
}

function openSuite({ name = '', file, filepath, failures, errors }: Attributes): OpenSuite {
  const declared = (Number(failures) || 0) + (Number(errors) || 0);
  return { name, file: file ?? filepath, declared, shown: 0 };
}

function isPart(name: string, above: string | undefined): boolean {
  if (above === 'testcase') return failing.has(name) || printed.has(name) || name === 'skipped';
  return (above === 'testsuite' || above === 'testsuites') && failing.has(name);
}
