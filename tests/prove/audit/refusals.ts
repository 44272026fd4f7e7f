import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from '../step.ts';
import { type AuditScene, inScene } from './scene.ts';

const sources = ['cart', 'catalogue', 'discount', 'money', 'order', 'receipt', 'stock'].map((name) => `src/${name}.ts`);
const lines = 10;
const report = 'coverage/lcov.info';

interface Planted {
  readonly what: string;
  readonly type: string;
  readonly plant: (scene: AuditScene) => void;
}

const planted: readonly Planted[] = [
  {
    what: 'that is older than a source',
    type: 'coverage_stale',
    plant: (scene) => {
      write(scene, 2);
      const anHourAgo = Date.now() / 1000 - 3600;
      utimesSync(join(scene.project.path, report), anHourAgo, anHourAgo);
    },
  },
  {
    what: 'whose stamp names another commit',
    type: 'coverage_stale',
    plant: (scene) => {
      write(scene, 2);
      stamp(scene, { commit: 'b'.repeat(40), tests: 'all' });
    },
  },
  {
    what: 'whose stamp names some tests',
    type: 'coverage_partial',
    plant: (scene) => {
      write(scene, 2);
      stamp(scene, { commit: scene.project.git('rev-parse', 'HEAD').trim(), tests: ['test/money.test.ts'] });
    },
  },
  {
    what: 'that lacks a source (so a run of some tests writes it)',
    type: 'coverage_partial',
    plant: (scene) => write(scene, 10, sources.slice(1)),
  },
];

/** Reports that do not speak of the tree as it is, or of all its tests. */
export function measureRefusals(): Promise<Measurement[]> {
  return inScene({}, async (scene) => {
    mkdirSync(join(scene.project.path, 'coverage'));
    write(scene, 8);
    await scene.start();
    const whole = await scene.audited('whole');
    const measurements: Measurement[] = [];
    for (const { what, type, plant } of planted) {
      const errors = () => scene.metrics().then((all) => all.sum('audit_agent_errors_total', { error_type: type }));
      rmSync(join(scene.project.path, `${report}.stamp.json`), { force: true });
      plant(scene);
      const before = await errors();
      const { faults } = await scene.audited(what);
      const counted = (await errors()) - before;
      const percent = await published(scene);
      const fault = faults.find((one) => one.type === type);
      measurements.push({
        promise: `A report ${what} is refused: the published percentage stays, its audit names the fault`,
        bar: `80 %, ${type} in the report, 1 error counted`,
        measured: `${percent} %, ${fault?.message.split(';', 1)[0] ?? 'no such fault'}, ${counted} counted`,
        holds: percent === 80 && fault !== undefined && counted === 1,
      });
    }
    rmSync(join(scene.project.path, `${report}.stamp.json`), { force: true });
    write(scene, 9);
    const better = await scene.audited('better');
    const percent = await published(scene);
    measurements.push({
      promise: 'A whole and fresh one after them moves the percentage',
      bar: 'from 80 % to 90 %',
      measured: `from ${whole.coverage?.percent} % to ${better.coverage?.percent} %, published ${percent} %`,
      holds: whole.coverage?.percent === 80 && better.coverage?.percent === 90 && percent === 90,
    });
    return measurements;
  });
}

async function published(scene: AuditScene): Promise<number> {
  return (await scene.metrics()).sum('audit_agent_coverage_percent');
}

/** A report by which so many of ten lines of each source are covered. */
function write({ project }: AuditScene, covered: number, files = sources): void {
  const records = files.map((file) => {
    const data = Array.from({ length: lines }, (_, index) => `DA:${index + 1},${index < covered ? 1 : 0}`);
    return ['TN:', `SF:${file}`, ...data, 'end_of_record', ''].join('\n');
  });
  project.write(report, records.join(''));
}

function stamp({ project }: AuditScene, text: object): void {
  project.write(`${report}.stamp.json`, JSON.stringify(text));
}
