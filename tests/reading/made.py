"""The programme of a seed, made anew as a Word document and as Markdown."""

from io import BytesIO
from typing import Any

import docx


def as_markdown(programme: dict[str, Any]) -> str:
    """A programme's answer as Markdown with pipe tables, or as lists where its priorities carry the dates."""
    lines = [*_head(programme, "# {}", "**{}**", "*{}:* {}")]
    for priority in programme["priorities"]:
        if _listed(programme):
            lines.append("- " + _item(priority))
            continue
        lines += [
            "",
            f"## {priority['number']}. Priority: {priority['title']}",
            "",
            *_paragraphs(priority["rationale"]),
        ]
        lines += ["| What? | Who? | When? |", "|---|---|---|"]
        for action in priority["actions"]:
            cells = [action[key].replace("\n", "<br>") for key in ("what", "who", "when")]
            lines.append(f"| {' | '.join(cells)} |")
    if programme["actions"]:
        lines += ["", "---", "", *(f"- {a['what']} → {a['when']}" for a in programme["actions"])]
    return "\n".join(lines) + "\n"


def as_docx(programmes: list[dict[str, Any]]) -> bytes:
    """Programmes' answers as one Word document, with headings, tables and bullets by Word's own styles."""
    document = docx.Document()
    for programme in programmes:
        document.add_heading(programme["title"], 1)
        for line in _head(programme, "", "{}", "{}: {}"):
            if line:
                document.add_paragraph(line)
        for priority in programme["priorities"]:
            if _listed(programme):
                document.add_paragraph(_item(priority), style="List Bullet")
                continue
            document.add_heading(f"{priority['number']}. Priority: {priority['title']}", 2)
            for line in priority["rationale"].split("\n"):
                document.add_paragraph(line)
            _table(document, priority["actions"])
        if programme["actions"]:
            document.add_page_break()
            for action in programme["actions"]:
                document.add_paragraph(f"{action['what']} → {action['when']}", style="List Bullet")
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document made with python-docx."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _table(document: Any, actions: list[dict[str, Any]]) -> None:
    table = document.add_table(rows=1, cols=3)
    for cell, name in zip(table.rows[0].cells, ("What?", "Who?", "When?"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for action in actions:
        for cell, key in zip(table.add_row().cells, ("what", "who", "when"), strict=True):
            cell.text = action[key]


def _head(programme: dict[str, Any], title: str, period: str, field: str) -> list[str]:
    lines = [title.format(programme["title"]), ""]
    if programme["said"]:
        lines += [period.format(programme["said"]), ""]
    if programme["theme"]:
        lines += [field.format("Guiding theme", f"“{programme['theme']}”"), ""]
    if programme["chairs"]:
        lines += [field.format("Chaired by", "/".join(programme["chairs"])), ""]
    return lines


def _paragraphs(text: str) -> list[str]:
    return [line for paragraph in text.split("\n") if paragraph for line in (paragraph, "")]


def _listed(programme: dict[str, Any]) -> bool:
    return not any(priority["actions"] for priority in programme["priorities"])


def _item(priority: dict[str, Any]) -> str:
    return " → ".join(text for text in (priority["title"], priority["rationale"], priority["when"]) if text)
