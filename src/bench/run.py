#!/usr/bin/python3
"""Measures the packaged program against its limits, on one machine and in one run. See README.md beside this file."""

import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import files
import instead

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent.parent / "target" / "feedback-uploader"
SERVER_CORE, CLIENT_CORE = "0", "1"
AT_ONCE, AFTER_100_MS, AFTER_20_MS, LIMITED, KNEE = (
    f"http://127.0.0.1:{port}" for port in (8091, 8092, 8093, 8094, 8095)
)
WITH_TLS = "https://localhost:8096"
LIMIT = 500
ROUTE = "/api/v1/feedback"


class Run:
    """A command that has ended: seconds, CPU seconds and the most kilobytes it held."""

    def __init__(self, command, core=CLIENT_CORE, cwd=None, codes=(0,), env=None):
        pinned = ["taskset", "-c", core, *map(str, command)] if core else list(map(str, command))
        begin = time.monotonic()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                pinned, cwd=cwd, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
            )
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.monotonic() - begin
            out.seek(0)
            self.output = out.read().decode(errors="replace")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.kilobytes = usage.ru_maxrss
        if os.waitstatus_to_exitcode(status) not in codes:
            sys.exit(f"{' '.join(pinned)} ended with {os.waitstatus_to_exitcode(status)}:\n{self.output}")


class Bench:
    def __init__(self, folder, rows, repeats):
        self.folder = folder
        self.rows = rows
        self.repeats = repeats

    def file(self, rows, kind="jsonl"):
        path = self.folder / f"ratings-{rows}.{kind}"
        if not path.exists():
            files.WRITERS[kind](path, rows)
        return path

    def completions(self, rows):
        """Completions with three dated ratings each."""
        path = self.folder / f"completions-{rows}.jsonl"
        if not path.exists():
            with open(path, "w") as lines:
                for i in range(rows):
                    line = {
                        "prompt": f"What is {i} plus one?",
                        "completion_text": f"It is {i + 1}, as anyone can count.",
                        "model": "model-a",
                        "created_at": "2024-02-21T09:51:03Z",
                        "metric": "helpful",
                        "value": [i % 5 + 0.5, i % 3, 1],
                        "details": [f"clear and short {i % 97}", "right", "polite"],
                        "rated_at": ["2024-02-22T14:05:00Z", "2024-02-22T15:05:00Z", "2024-02-23T14:05:00Z"],
                    }
                    lines.write(json.dumps(line) + "\n")
        return path

    def upload(self, rows, url, *options, core=CLIENT_CORE, fresh=True, before=(), env=None, path=None):
        path = path or self.file(rows)
        target = path.with_name(path.name + ".upload")
        if fresh:
            shutil.rmtree(target, ignore_errors=True)
        settings = {
            "ADAPTIVE_API_KEY": "key",
            "XDG_STATE_HOME": str(self.folder / f"state-{time.monotonic_ns()}"),
            **(env or {}),
        }
        command = [*before, PROGRAM, "upload", path, "--url", url, "--quiet", "--yes", *options]
        run = Run(command, core=core, env=settings)
        run.summary = json.loads((target / "summary.json").read_text())
        recorded = run.summary["statuses"].get("recorded", 0)
        if recorded != rows:
            sys.exit(f"{recorded} of {rows} rows were recorded:\n{run.output}")
        return run

    def bare_loop(self, rows, url=AT_ONCE, *options):
        heap = ["-XX:+UseSerialGC", "-Xmx128m", *options]
        return Run(["java", *heap, "-cp", self.classes(), "BareLoop", url + ROUTE, self.file(rows), 64])

    def parser_loop(self, path):
        heap = ["-XX:+UseSerialGC", "-Xmx128m"]
        return Run(["java", *heap, "-cp", f"{self.classes()}:{PROGRAM.with_suffix('.jar')}", "ParserLoop", path])

    def classes(self):
        """Of the loops, compiled once: that is no part of what they cost."""
        folder = self.folder / "classes"
        if not folder.exists():
            jar = PROGRAM.with_suffix(".jar")
            Run(["javac", "-cp", jar, "-d", folder, HERE / "BareLoop.java", HERE / "ParserLoop.java"], core=None)
        return folder

    def command(self, *words, codes=(0,), core=CLIENT_CORE):
        state = self.folder / f"state-{time.monotonic_ns()}"
        return Run([PROGRAM, *words], core=core, codes=codes, env={"ADAPTIVE_API_KEY": "key", "XDG_STATE_HOME": str(state)})

    def planned(self, path, command):
        shutil.rmtree(path.with_name(path.name + ".upload"), ignore_errors=True)
        return self.command(*command)

    def wrk(self, url, connections, seconds=10):
        run = Run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", HERE / "wrk.lua", url + ROUTE]
        )
        return float(re.search(r"Requests/sec:\s+([0-9.]+)", run.output).group(1))

    def best(self, measure):
        """The least disturbed of some runs."""
        return min((measure() for _ in range(self.repeats)), key=lambda run: run.cpu)


def cpu_per_row(bench):
    for rows, kinds in ((100_000, ["csv"]), (200_000, ["csv"]), (400_000, ["csv"]), (bench.rows, ["csv", "jsonl"])):
        bare = bench.best(lambda: bench.bare_loop(rows))
        for kind in kinds:
            path = bench.file(rows, kind)
            program = bench.best(lambda: bench.upload(rows, AT_ONCE, path=path))
            yield (
                f"CPU per row, program / bare sendAsync loop, {rows:,} rows of {kind}",
                program.cpu / bare.cpu,
                "≤ 1.45" if rows < bench.rows else "≤ 1.3",
                f"{program.cpu / rows * 1e6:.1f} / {bare.cpu / rows * 1e6:.1f} µs",
            )
    wrk = bench.wrk(AT_ONCE, 64)
    yield (
        "rows/s / wrk's requests/s, one core each",
        rows / program.seconds / wrk,
        "≥ 0.17",
        f"{rows / program.seconds:,.0f} / {wrk:,.0f}",
    )


def tls(bench):
    """TLS 1.3, connections kept."""
    rows = min(bench.rows, 400_000)
    certificate, store = bench.folder / "localhost.pem", bench.folder / "localhost.p12"
    importing = ["keytool", "-importcert", "-noprompt", "-storepass", "changeit", "-file", certificate, "-keystore", store]
    if not store.exists():
        Run(importing, core=None)
    trust = (f"-Djavax.net.ssl.trustStore={store}", "-Djavax.net.ssl.trustStorePassword=changeit")
    bare = bench.best(lambda: bench.bare_loop(rows, WITH_TLS, *trust))
    path = bench.file(rows, "csv")
    program = bench.best(lambda: bench.upload(rows, WITH_TLS, "--ca-file", certificate, path=path))
    yield (
        f"CPU per row over TLS, program / bare sendAsync loop, {rows:,} rows of csv",
        program.cpu / bare.cpu,
        "≤ 1.25",
        f"{program.cpu / rows * 1e6:.1f} / {bare.cpu / rows * 1e6:.1f} µs",
    )


def plan(bench):
    """Everything but the sending: detection, check, ledger, results."""
    rows = bench.rows
    for kind in ("csv", "jsonl", "xlsx"):
        path = bench.file(rows, kind)
        parser = bench.best(lambda: bench.parser_loop(path))
        checked = bench.best(lambda: bench.command("validate", path))
        yield f"validate of {rows:,} rows of {kind}, CPU / the parser's", checked.cpu / parser.cpu, "", f"{checked.cpu:.1f} / {parser.cpu:.1f} s; {rows / checked.seconds:,.0f} rows/s"
        dry = ("upload", path, "--dry-run", "--url", AT_ONCE, "--quiet", "--yes", "--no-html")
        planned = bench.best(lambda: bench.planned(path, dry))
        yield f"plan and results of {rows:,} rows of {kind}, CPU / the parser's", planned.cpu / parser.cpu, "≤ 6", f"{planned.cpu:.1f} / {parser.cpu:.1f} s"


def results(bench):
    """What an upload leaves on the disk, and the results written once more."""
    rows = bench.rows
    path = bench.file(rows, "csv")
    bench.upload(rows, AT_ONCE, path=path)
    ledger = path.with_name(path.name + ".upload") / "ledger.db"
    yield f"ledger of {rows:,} rows / the file, bytes", ledger.stat().st_size / path.stat().st_size, "≤ 1.6", f"{ledger.stat().st_size / rows:.0f} bytes a row"
    again = min((bench.command("report", path, core=None) for _ in range(bench.repeats)), key=lambda run: run.seconds)
    yield f"report of {rows:,} rows, seconds", again.seconds, "≤ 1.5", f"{again.cpu:.1f} s CPU"


def other_clients(bench):
    rows = min(bench.rows, 200_000)
    path = bench.file(rows)
    program = bench.best(lambda: bench.upload(rows, AT_ONCE, "--concurrency", 64)).seconds
    bare = bench.bare_loop(rows).seconds
    few = min(rows, 20_000)
    some = bench.file(few)
    aiohttp = Run(["/usr/bin/python3", HERE / "aiohttp_loop.py", AT_ONCE + ROUTE, path]).seconds
    httpx = Run(["/usr/bin/python3", HERE / "httpx_loop.py", AT_ONCE + ROUTE, some]).seconds * rows / few
    config = bench.folder / "curl.config"
    with open(path) as lines, open(config, "w") as out:
        for i, line in enumerate(lines):
            body = line.rstrip("\n").replace("\\", "\\\\").replace('"', '\\"')
            out.write("" if i == 0 else "next\n")
            out.write(f'url = "{AT_ONCE}{ROUTE}"\ndata = "{body}"\noutput = "/dev/null"\n')
            out.write('header = "Content-Type: application/json"\n')
    curl = Run(["curl", "-s", "--parallel", "--parallel-max", "64", "-K", config]).seconds
    for name, seconds, goal in (("aiohttp", aiohttp, 7), ("httpx", httpx, 25), ("curl --parallel", curl, 1)):
        yield f"rows/s / those of {name}, {rows:,} rows, whole process", seconds / program, f"≥ {goal}", f"{rows / program:,.0f} / {rows / seconds:,.0f}; bare loop {rows / bare:,.0f}"


def latency(bench):
    for n in (16, 64, 256):
        rows = n * 500
        run = bench.upload(rows, AFTER_100_MS, "--concurrency", n)
        sending = run.summary["traffic"]["seconds"]
        yield f"100 ms latency, {n} in flight: rows/s / ({n} ÷ latency)", rows / sending / (n / 0.1), "≥ 0.97", f"{rows / sending:,.0f}/s"
    rows = 64 * 2_500
    sending = bench.upload(rows, AFTER_20_MS, "--concurrency", 64).summary["traffic"]["seconds"]
    wrk = bench.wrk(AFTER_20_MS, 64)
    yield "20 ms latency, 64 in flight: rows/s / wrk's", rows / sending / wrk, "≥ 0.97", f"{rows / sending:,.0f} / {wrk:,.0f}"


def adaptive(bench):
    rows = 60_000
    sweep = {
        n: bench.upload(20_000, KNEE, "--concurrency", n).summary for n in (16, 32, 48, 64)
    }
    best = max(sweep, key=lambda n: 20_000 / sweep[n]["traffic"]["seconds"])
    rate = 20_000 / sweep[best]["traffic"]["seconds"]
    auto = bench.upload(rows, KNEE).summary
    yield f"server with a knee: auto / best fixed number ({best}), rows/s", rows / auto["traffic"]["seconds"] / rate, "≥ 0.95", f"{rows / auto['traffic']['seconds']:,.0f} / {rate:,.0f}"
    yield "the same, p99", auto["traffic"]["latency_ms"]["p99"] / sweep[best]["traffic"]["latency_ms"]["p99"], "≤ 1.5", f"{auto['traffic']['latency_ms']['p99']} / {sweep[best]['traffic']['latency_ms']['p99']} ms"
    rows = LIMIT * 120
    limited = bench.upload(rows, LIMITED).summary
    refused = limited["traffic"]["http_429"]
    yield f"429 above {LIMIT}/s: recorded per second / {LIMIT}", rows / limited["traffic"]["seconds"] / LIMIT, "≥ 0.95", f"{rows / limited['traffic']['seconds']:,.0f}/s"
    yield "the same: share refused", refused / (rows + refused), "≤ 0.02", f"{refused}"


def default_options(bench):
    """The number in flight that the program finds by itself, against the best one given."""
    rows = 400_000
    given = bench.best(lambda: bench.upload(rows, AT_ONCE, "--concurrency", 64)).summary["traffic"]["seconds"]
    auto = bench.best(lambda: bench.upload(rows, AT_ONCE)).summary["traffic"]["seconds"]
    yield f"no latency, {rows:,} rows: auto / 64 in flight, rows/s", given / auto, "≥ 0.95", f"{rows / auto:,.0f} / {rows / given:,.0f}"
    rows = 200_000
    given = bench.upload(rows, AFTER_100_MS, "--concurrency", 256).summary["traffic"]["seconds"]
    auto = bench.upload(rows, AFTER_100_MS).summary["traffic"]["seconds"]
    yield f"100 ms latency, {rows:,} rows: auto / 256 in flight, rows/s", given / auto, "≥ 0.85", f"{rows / auto:,.0f} / {rows / given:,.0f}"


def memory(bench):
    small = bench.upload(100_000, AT_ONCE).kilobytes
    large = bench.upload(10 * bench.rows, AT_ONCE).kilobytes
    yield f"peak memory at {10 * bench.rows:,} rows / at 100,000", large / small, "≤ 1.1", f"{large // 1024} / {small // 1024} MB (≤ 192)"


def disk(bench):
    rows = min(bench.rows, 200_000)
    on = bench.best(lambda: bench.upload(rows, AT_ONCE)).seconds
    off = bench.best(lambda: bench.upload(rows, AT_ONCE, before=["eatmydata"])).seconds
    yield "rows/s, ledger forced to the disk / not", off / on, "≥ 0.95", f"{rows / on:,.0f} / {rows / off:,.0f}"


def again(bench):
    rows = bench.rows
    state = {"XDG_STATE_HOME": str(bench.folder / "state-again")}
    bench.upload(rows, AT_ONCE, env=state)
    run = bench.upload(rows, AT_ONCE, fresh=False, env=state)
    yield f"second run on {rows:,} recorded rows, rows/s", rows / run.seconds, "≥ 500,000", f"{run.seconds:.2f} s"


def interactions(bench):
    """Completions that the upload creates, beside as many plain ratings, and beside as many as there are in them."""
    rows = min(bench.rows, 100_000)
    path = bench.completions(rows)
    create = ("--use-case", "bench", "--create-completions", "--check-ids", "none")
    created = bench.best(lambda: bench.upload(rows, AT_ONCE, *create, path=path))
    for plain_rows, goal in ((rows, ""), (3 * rows, "≤ 1")):
        plain = bench.best(lambda: bench.upload(plain_rows, AT_ONCE))
        yield f"CPU, {rows:,} completions with 3 ratings / {plain_rows:,} ratings", created.cpu / plain.cpu, goal, f"{created.cpu / rows * 1e6:.1f} / {plain.cpu / plain_rows * 1e6:.1f} µs a row"
        yield "the same, rows/s", rows / created.seconds / (plain_rows / plain.seconds), "", f"{rows / created.seconds:,.0f} / {plain_rows / plain.seconds:,.0f}"
        yield "the same, peak memory", created.kilobytes / plain.kilobytes, "≤ 1.1", f"{created.kilobytes // 1024} / {plain.kilobytes // 1024} MB"


def small(bench):
    bench.upload(100, AT_ONCE)
    seconds = min(bench.upload(100, AT_ONCE, core=None).seconds for _ in range(5))
    yield "100 rows, whole process, seconds", seconds, "≤ 0.4", ""
    version = min(bench.command("--version", core=None).seconds for _ in range(5))
    yield "--version, seconds", version, "≤ 0.25", ""


def picked_instead(bench):
    return instead.figures(bench, PROGRAM)


FIGURES = {
    "cpu": cpu_per_row,
    "tls": tls,
    "plan": plan,
    "results": results,
    "clients": other_clients,
    "latency": latency,
    "adaptive": adaptive,
    "default": default_options,
    "memory": memory,
    "disk": disk,
    "again": again,
    "interactions": interactions,
    "small": small,
    "instead": picked_instead,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", choices=[[], *FIGURES], help="all of them unless some are named")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=2)
    arguments = parser.parse_args()
    missing = [tool for tool in ("nginx", "wrk", "curl", "eatmydata", "taskset", "java", "openssl", "keytool") if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not found: {', '.join(missing)}. README.md says how to install them.")
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there: build it with mvn package.")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    config = folder / "nginx.conf"
    config.write_text((HERE / "nginx.conf").read_text().replace("@FOLDER@", str(folder)))
    modules = "/usr/share/nginx/"  # where Debian's modules/ is
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", folder / "localhost.key", "-out", folder / "localhost.pem"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    Run(["openssl", "req", "-x509", *key, *name], core=None)
    servers = [
        subprocess.Popen(["taskset", "-c", SERVER_CORE, "nginx", "-p", modules, "-c", config]),
        subprocess.Popen(["taskset", "-c", SERVER_CORE, "java", HERE / "KneeServer.java", "8095"]),
    ]
    try:
        time.sleep(3)
        print("| figure | measured | goal | |\n|---|---|---|---|", flush=True)
        for name in arguments.figures or FIGURES:
            for figure, value, goal, detail in FIGURES[name](Bench(folder, arguments.rows, arguments.repeats)):
                print(f"| {figure} | {value:,.3g} | {goal} | {detail} |", flush=True)
    finally:
        for server in servers:
            server.terminate()
            server.wait()
        shutil.rmtree(folder)


main()
