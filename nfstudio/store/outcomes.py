"""What leaves the project: which conversations an export has to look at, and the record of each export."""

import json
from pathlib import Path

from nfstudio.store.project import Project, now


def conversations_with_feedback(project: Project) -> list[int]:
    """Ids of the conversations that hold feedback of any status."""
    return [row[0] for row in project.db.execute("SELECT DISTINCT conversation_id FROM feedback ORDER BY 1")]


def record_export(project: Project, folder: Path, *, kind: str, framework: str, manifest: str) -> None:
    """Remember that a dataset was written; in a project open for reading only there is nowhere to remember it."""
    if project.readonly:
        return
    rows = sum(json.loads(manifest)["rows"].values())
    with project.writing() as db:
        db.execute(
            "INSERT INTO exports(folder, kind, framework, rows, manifest, made_at) VALUES (?, ?, ?, ?, ?, ?)",
            (str(folder), kind, framework, rows, manifest, now()),
        )
