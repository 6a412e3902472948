"""The pack's part of the `netwright` command."""
