"""Runs what a workflow file says: its commands are taken out of the file and carried out in bash, with stand-ins for the host around them.

GitHub and Forgejo fill in ``${{ … }}`` before a job starts; here that is a table of what may stand there, so that anything else is an error.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_FILLED = re.compile(r"\$\{\{ *(.*?) *\}\}")
# What each stand-in does: it writes down its words and what it was given, and answers from a file.
_RECORDED = """#!{python}
import json, os, sys
folder = {folder!r}
with open(os.path.join(folder, "asked.jsonl"), "a", encoding="utf-8") as file:
    given = {{word: open(word.partition("@")[2], encoding="utf-8").read() for word in sys.argv if "@/" in word}}
    print(json.dumps([os.path.basename(sys.argv[0]), *sys.argv[1:], given]), file=file)
answer = os.path.join(folder, os.path.basename(sys.argv[0]) + ".answer")
is_change = {{"PATCH", "POST"}} & set(sys.argv)
"""
_GH = """
import jq
if not is_change and os.path.exists(answer):
    for found in jq.compile(sys.argv[sys.argv.index("--jq") + 1]).input_text(open(answer, encoding="utf-8").read()):
        print(found)
"""
_CURL = """
if not is_change and os.path.exists(answer):
    print(open(answer, encoding="utf-8").read())
"""
_PYTHON = """#!/bin/sh
if [ "$1 $2" = "-m pip" ]; then echo "$@" >> '{folder}/installed'; pwd >> '{folder}/installed'; else exec '{python}' "$@"; fi
"""
_REAL = """#!/bin/sh
exec '{python}' -P -m ledstjarna "$@"
"""


@dataclass(frozen=True)
class Runner:
    """A machine of a host: where its stand-ins lie, and what they were asked."""

    folder: Path
    filled: Mapping[str, str] = field(default_factory=dict)
    run: int = 1

    def prepare(self, review: str | None = None) -> None:
        """Put the stand-ins in their places; with a text, the program's review is that, and it only writes down what it is asked."""
        (self.folder / "bin").mkdir(parents=True)
        (self.folder / "temp").mkdir()
        recorded = _RECORDED.format(python=sys.executable, folder=str(self.folder))
        self._put("gh", recorded + _GH)
        self._put("curl", recorded + _CURL)
        self._put("python", _PYTHON.format(python=sys.executable, folder=self.folder))
        if review is None:
            self._put("ledstjarna", _REAL.format(python=sys.executable))
        else:
            (self.folder / "review").write_text(review, encoding="utf-8")
            told = 'if sys.argv[1] == "review":\n    sys.stdout.write(open(os.path.join(folder, "review"), encoding="utf-8").read())\n'
            self._put("ledstjarna", recorded + told)

    def _put(self, name: str, text: str) -> None:
        (self.folder / "bin" / name).write_text(text, encoding="utf-8")
        (self.folder / "bin" / name).chmod(0o755)

    def run_job(self, workflow: Path, job: str, at: Path) -> list[str]:
        """Carry out the commands of a job of GitHub's or Forgejo's; after one that fails, only those that ask for it. The names of those that did not."""
        whole = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        steps: list[dict[str, Any]] = whole["jobs"][job]["steps"]
        for asked in (step["with"] for step in steps if re.search(r"/cache(/restore)?@", step.get("uses", ""))):
            self._fetch([asked["key"], asked["restore-keys"]], at / self._fill(asked["path"]))
        done: list[str] = []
        has_failed = False
        for step in (step for step in steps if "run" in step):
            assert not _FILLED.search(step["run"]), step["name"]
            if has_failed and "cancelled()" not in step.get("if", ""):
                continue
            set_here = {**whole.get("env", {}), **step.get("env", {})}
            given = {name: self._fill(str(value)) for name, value in set_here.items()}
            if self._run(step["run"], at, given).returncode:
                has_failed = True
            else:
                done.append(step["name"])
        if not has_failed:
            for asked in (step["with"] for step in steps if "/cache@" in step.get("uses", "")):
                self._keep(asked["key"], at / self._fill(asked["path"]), "tar")
        return done

    def run_script(self, workflow: Path, job: str, at: Path, given: Mapping[str, str]) -> int:
        """Carry out a job of GitLab's, whose commands are one script; with what it ends."""
        whole = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        lines = [*whole["default"]["before_script"], *whole[job]["script"]]
        folders = {path.strip("./"): at / path for path in whole[job].get("cache", {}).get("paths", ())}
        for key, folder in folders.items():
            self._fetch([key], folder)
        ended = self._run("\n".join(lines), at, given).returncode
        for key, folder in folders.items() if not ended else ():
            self._keep(key, folder, "zip")
        return ended

    def _fetch(self, starts: Sequence[str], folder: Path) -> None:
        """Put a folder where it was, as the newest run with a key that begins so has left it."""
        found = [path for start in starts for path in sorted(self.kept.glob(f"{self._fill(start)}*"))]
        if found and found[-1].suffix == ".tar":
            shutil.unpack_archive(found[-1], folder, filter="data")
        elif found:
            shutil.unpack_archive(found[-1], folder)

    def _keep(self, key: str, folder: Path, form: str) -> None:
        """Keep a folder as hosts do: in a tar with the times of files, or in a zip that is not asked for them."""
        shutil.make_archive(str(self.kept / self._fill(key)), form, folder)

    @property
    def kept(self) -> Path:
        """What the host keeps between runs, whichever machine it gives them."""
        return self.folder.parent / "kept"

    def _fill(self, text: str) -> str:
        filled = {"runner.temp": str(self.folder / "temp"), "github.run_id": str(self.run), **self.filled}
        return _FILLED.sub(lambda found: filled[found[1]], text)

    def _run(self, script: str, at: Path, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        around = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI_"))}
        around |= {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_REPOSITORY": "organisation/mal",
            "GITHUB_SERVER_URL": "https://host.example",
            "RUNNER_TEMP": str(self.folder / "temp"),
        }
        file = self.folder / "temp" / "script.sh"
        file.write_text(script, encoding="utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)]
        done = subprocess.run(command, cwd=at, env={**around, **given}, capture_output=True, text=True, check=False)
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        return done
