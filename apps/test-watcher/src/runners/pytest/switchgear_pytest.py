"""Tells TestWatcher of a run as it happens: lines of JSON on file descriptor 3."""

import importlib.util
import json
import os

import pytest
from _pytest.terminal import TerminalReporter

IS_LISTING = "SWITCHGEAR_LIST" in os.environ
CASES = json.loads(os.environ.get("SWITCHGEAR_CASES", "null"))


def pytest_addoption(parser):
    # A run of some tests must not be taken for the coverage of all, and pytest-cov need not be there.
    if importlib.util.find_spec("pytest_cov") is None:
        parser.addoption("--no-cov", action="store_true", help="accepted for TestWatcher")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    # The workers of pytest-xdist report to the process that started them.
    if hasattr(config, "workerinput"):
        return
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    config.pluginmanager.register(Reporter(config, terminal))
    # Whatever it would print, TestWatcher tells by itself.
    config.pluginmanager.unregister(terminal)
    config.pluginmanager.register(TerminalReporter(config, open(os.devnull, "w", encoding="utf-8")), "terminalreporter")


def pytest_collection_modifyitems(config, items):
    if CASES is None:
        return
    config.hook.pytest_deselected(items=[item for item in items if name_of(item.nodeid) not in CASES])
    items[:] = [item for item in items if name_of(item.nodeid) in CASES]


def name_of(nodeid):
    return " > ".join(nodeid.split("::")[1:]) or nodeid


class Reporter:
    def __init__(self, config, terminal):
        self.terminal = terminal
        self.root = config.rootpath
        self.pid = os.getpid()
        os.set_inheritable(3, False)
        self.stream = os.fdopen(3, "w", encoding="utf-8")
        self.cases = {}
        self.failed_attempts = {}
        self.remaining = {}
        self.send("ready")

    def send(self, event, **fields):
        # A test that forks must not speak for the run.
        if os.getpid() == self.pid:
            self.stream.write(json.dumps({"event": event, **fields}) + "\n")
            self.stream.flush()

    def file_of(self, nodeid):
        return str(self.root / nodeid.split("::")[0])

    @pytest.hookimpl(tryfirst=True)
    def pytest_make_collect_report(self, collector):
        if not IS_LISTING or not isinstance(collector, pytest.File) or isinstance(collector, pytest.Package):
            return None
        self.send("test_file", file=str(collector.path))
        return pytest.CollectReport(collector.nodeid, "passed", None, [])

    def pytest_collectreport(self, report):
        file = self.file_of(report.nodeid)
        if report.failed:
            self.send("error", file=file, message=cause_first(report.longreprtext))
        elif report.skipped:
            self.send("case", file=file, name="whole file", status="skip", seconds=0)
            self.send("file_finished", file=file)

    def pytest_collection_finish(self, session):
        for item in session.items:
            file = self.file_of(item.nodeid)
            self.remaining[file] = self.remaining.get(file, 0) + 1

    def pytest_runtest_logstart(self, nodeid):
        self.send("case_started", file=self.file_of(nodeid), name=name_of(nodeid))

    def pytest_runtest_logreport(self, report):
        nodeid = report.nodeid
        if report.outcome == "rerun":
            self.failed_attempts[nodeid] = self.failed_attempts.get(nodeid, 0) + 1
            self.cases.pop(nodeid, None)
            return
        case = self.cases.setdefault(nodeid, {"status": "pass", "seconds": 0})
        case["seconds"] += report.duration
        for title, text in report.sections if report.failed else []:
            self.terminal.write(f"{title}:\n{text}")
        if report.failed and case["status"] != "fail":
            case.update(status="fail", **failure_of(report))
        elif report.skipped and case["status"] == "pass":
            case["status"] = "skip"
        if report.when == "teardown":
            self.finish(nodeid, self.cases.pop(nodeid))

    def finish(self, nodeid, case):
        file = self.file_of(nodeid)
        failed_attempts = self.failed_attempts.pop(nodeid, 0)
        self.send("case", file=file, name=name_of(nodeid), failed_attempts=failed_attempts, **case)
        self.remaining[file] = self.remaining.get(file, 0) - 1
        if self.remaining[file] == 0:
            self.send("file_finished", file=file)

    def pytest_internalerror(self, excrepr):
        self.terminal.write(f"{excrepr}\n")

    def pytest_keyboard_interrupt(self, excinfo):
        self.terminal.write(f"{excinfo.value}\n")

    def pytest_sessionfinish(self, exitstatus):
        self.send("finished", status=int(exitstatus))


def cause_first(text):
    """The lines that pytest marks as the error stand behind frames of importlib."""
    causes = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    return "\n".join([*causes, text])


def failure_of(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    where = "" if report.when == "call" else f"in {report.when}: "
    if crash is None:
        return {"message": where + report.longreprtext}
    return {
        "message": where + crash.message,
        "stack": report.longreprtext,
        "crash_file": crash.path,
        "crash_line": crash.lineno,
    }
