"""Puts the theme into the wheel.

The theme lies beside the package in the repository and inside it in the wheel. An editable install must not
copy it: the copy would go stale at the first edit, and the package finds the repository's theme by itself.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ThemeHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is only a builder's configuration
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version` is "standard" for a wheel to hand out, "editable" for a development install."""
        if version == "standard":
            build_data["force_include"]["theme"] = "journeybook/theme"
