"""How the configuration of a site is fitted to our pages: templates, languages, colours, search."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]  # it has no types
from mkdocs.config.defaults import MkDocsConfig

from journeybook.outlets.assets import script, stylesheet
from journeybook.render.words import Words
from journeybook.render.words_files import theme_folder
from journeybook.repository import Repository


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


def hide_repository(config: MkDocsConfig) -> None:
    """Pages for others lead to no repository: neither to edit them nor to see where they come from."""
    config.repo_url = config.repo_name = ""
    config.edit_uri = config.edit_uri_template = None


def _material_speaks(language: str) -> bool:
    """Whether Material brings words in a language; ours go first in any case."""
    return resources.files("material").joinpath("templates", "partials", "languages", f"{language}.html").is_file()


def overrides(config: MkDocsConfig) -> tuple[Path, ...]:
    """Folders whose templates go before ours: the user's ``custom_dir``."""
    return (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()


#: A part of a host's name → whose forms of addresses it takes.
_HOSTS = {
    "github": "github",
    "gitlab": "gitlab",
    "bitbucket": "bitbucket",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
}


def repository(config: MkDocsConfig, edit: str = "", report: str = "") -> Repository:
    """The repository that a configuration names; the plugin's own ``edit`` and ``report`` go before its host's ways."""
    folder = Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()
    prefix = Path(config.docs_dir).relative_to(folder).as_posix() + "/"
    home = (config.repo_url or "").rstrip("/")
    name = (urlsplit(home).hostname or "").lower()
    host = next((kind for part, kind in _HOSTS.items() if part in name), "")
    edit_uri = config.edit_uri_template or config.edit_uri or ""
    if not edit_uri and host == "gitea":  # MkDocs knows the others
        edit_uri = f"_edit/main/{prefix}"
    return Repository(home, host, edit_uri, prefix, edit, report)
