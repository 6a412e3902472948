"""Installs Netwright's nodes into a ComfyUI that is there already.

    python tools/install_comfyui.py PATH              link the pack, install the packages
    python tools/install_comfyui.py PATH --doctor     tell what is wrong, change nothing
    python tools/install_comfyui.py PATH --uninstall  take both out again

PATH is the folder that holds ComfyUI's main.py, or that of the portable build. ComfyUI's torch is
left as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from comfyui_install.checkout import Checkout, InstallError, find_checkout
from comfyui_install.doctor import findings
from comfyui_install.link import put, take_out
from comfyui_install.packages import install, uninstall


def main(arguments: list[str]) -> int:
    """Do what is asked; 0: done, 1: the doctor found something, 2: something is in the way."""
    asked = _parsed(arguments)
    try:
        checkout = find_checkout(asked.path, asked.python)
        if asked.doctor:
            return _examine(checkout)
        if asked.uninstall:
            print(take_out(checkout))
            if not asked.no_packages:
                uninstall(checkout.python)
            return 0
        if not asked.no_packages:
            install(checkout.python, copy=asked.copy)
        print(f"{put(checkout, copy=asked.copy)}\nRestart ComfyUI; the nodes are under Netwright.")
    except InstallError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--python", type=Path, help="what runs ComfyUI, if it is not found")
    parser.add_argument("--copy", action="store_true", help="copy all; nothing leads back here")
    parser.add_argument("--no-packages", action="store_true", help="leave its Python alone")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--doctor", action="store_true", help="tell what is wrong")
    what.add_argument("--uninstall", action="store_true", help="take it out again")
    return parser.parse_args(arguments)


def _examine(checkout: Checkout) -> int:
    found = [*findings(checkout)]
    for finding in found:
        print(f"{'wrong' if finding.fix else 'well '}  {finding.said}")
        if finding.fix:
            print(f"         fix: {finding.fix}")
    return 1 if any(finding.fix for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
