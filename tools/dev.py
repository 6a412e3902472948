"""The two commands of the README. Needs Python and nothing else.

usage: python3 tools/dev.py demo [OPTION...]
       python3 tools/dev.py test [SESSION...] [-- PYTEST_ARGUMENT...]
       python3 tools/dev.py setup

demo   sets up the environment `.venv` and runs `netwright demo` with the options.
test   sets up the same environment with the test tools and runs every nox session, or those
       that are named; what follows `--` goes to pytest, and then only the tests are run.
setup  sets up what `test` needs and runs nothing.
"""

# This file is read by any Python, so that one that is too old gets an answer and no SyntaxError.

import sys

OLDEST_PYTHON = (3, 10)


def main():  # type: ignore[no-untyped-def]
    """Refuse a Python that is too old to read `commands`, and hand over to it."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        sys.stderr.write(
            "PythonError: Netwright needs Python %d.%d or newer, and this is %d.%d (%s).\n"
            "  fix: call this file with a newer one, for example: python3.12 tools/dev.py demo\n"
            % (OLDEST_PYTHON + sys.version_info[:2] + (sys.executable,))
        )
        return 2
    import commands

    return commands.run(sys.argv[1:], usage=__doc__)


if __name__ == "__main__":
    sys.exit(main())
