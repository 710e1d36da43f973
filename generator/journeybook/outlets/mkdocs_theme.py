"""How the configuration of a site is fitted to our pages: templates, languages, colours, search, places to edit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]  # it has no types
from mkdocs.config.defaults import MkDocsConfig

from journeybook.outlets.assets import script, stylesheet
from journeybook.render.words import Words
from journeybook.render.words_files import theme_folder


def fit_theme(config: MkDocsConfig, words: Words) -> None:
    """Our templates before Material's and behind the user's; nothing that a page fetches from elsewhere."""
    theme = config.theme
    ours = str(theme_folder() / "mkdocs")
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, ours)
    language = words.language
    theme["language"] = language if _material_speaks(language) else "en"
    theme["words"] = {**words.frame, "language": language, "made-with": words.ui("made-with")}
    theme["font"] = False
    if not theme.get("features"):
        theme["features"] = ["navigation.tabs", "navigation.indexes", "navigation.top", "search.highlight"]
    if not theme.get("palette"):
        theme["palette"] = [
            {
                "media": f"(prefers-color-scheme: {name})",
                "scheme": scheme,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": icon, "name": words.ui(f"to-{other}")},
            }
            for name, scheme, icon, other in (
                ("light", "default", "material/weather-night", "dark"),
                ("dark", "slate", "material/weather-sunny", "light"),
            )
        ]
    config.extra_css.insert(0, stylesheet().address)
    if made := script():
        config.extra_javascript.insert(0, made.address)
    if not any(name.endswith("search") for name in config.plugins):
        search = SearchPlugin()
        search.load_config({}, config_file_path=config.config_file_path)
        config.plugins["material/search"] = search  # its own on_config still comes, since it is the last


def _material_speaks(language: str) -> bool:
    """Whether Material brings words in a language; ours go first in any case."""
    return resources.files("material").joinpath("templates", "partials", "languages", f"{language}.html").is_file()


def editor(config: MkDocsConfig) -> Any:
    """Where a file of the book is edited, as MkDocs' ``repo_url`` and ``edit_uri`` say."""
    if not config.edit_uri and not config.edit_uri_template:
        return None
    folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    prefix = Path(config.docs_dir).relative_to(folder).as_posix() + "/"

    def edit(path: str, line: int) -> str | None:
        file = path.removeprefix(prefix)
        if config.edit_uri_template:
            uri = config.edit_uri_template.format(path=file, path_noext=file.rpartition(".")[0])
        else:
            uri = f"{config.edit_uri}{file}"
        base = (
            f"{config.repo_url.rstrip('/')}/" if config.repo_url and not uri.startswith(("http://", "https://")) else ""
        )
        return f"{base}{uri}{f'#L{line}' if line > 1 else ''}"

    return edit


def overrides(config: MkDocsConfig) -> tuple[Path, ...]:
    """Folders whose templates go before ours: the user's ``custom_dir``."""
    return (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
