"""Whatever is asked for together: nothing breaks, the preview tells what is written, figures are those of the rows."""

import json
from random import Random

import pytest
from building import run, take_in, talk

from nfstudio.curate.checks import CHECKS
from nfstudio.curate.checks.flags import Action
from nfstudio.curate.control import KINDS as WITH_CONTROL
from nfstudio.curate.judged import STATUSES
from nfstudio.curate.splits import SplitBy
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.errors import StudioError
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.validate import validate
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import preview
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import review, rewrites
from nfstudio.store.project import Project


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """Conversations of all sorts: corrected and praised, equal, with an address, begun by the assistant, rewritten."""
    path = tmp_path_factory.mktemp("busy") / "a.nfstudio"
    with Project.create(path) as made:
        talks = []
        for i in range(24):
            said = [
                f"u how long does a soft egg of size {i % 6} boil, please",
                "a It takes nine minutes in all, as everybody knows." if i % 5 else "a Ask ada.byron@engines-mail.com",
                "u no, that is wrong: hot water is meant",
                f"a In hot water a soft egg of size {i % 6} takes six minutes.",
                "u thanks, good work",
            ]
            first = ["a Hello! What shall we cook?"] if i % 7 == 3 else []
            about = {
                "user": f"p{i % 5}",
                "created_at": f"2025-01-{i + 1:02}T00:00:00Z",
                "language": "en" if i % 4 else "de",
            }
            talks.append(talk(*first, *said, origin_id=f"c{i}", **about))
        take_in(made, *talks)
        messages = made.db.execute("SELECT id, content FROM messages WHERE role = 'user' ORDER BY id").fetchall()
        found = [(number, "wrong", Category.CORRECTION, 0.8) for number, said in messages if "wrong" in said]
        found += [(number, "thanks", Category.POSITIVE, 0.9) for number, said in messages if "thanks" in said]
        run(made, found)
        ids = [row[0] for row in made.db.execute("SELECT id FROM feedback ORDER BY id LIMIT 12")]
        review.decide(made, ids, Verdict.ACCEPT, reviewer="ada")
        (answer,) = made.db.execute("SELECT id FROM messages WHERE role = 'assistant' LIMIT 1").fetchone()
        rewrites.write(made, answer, "Nine minutes will do for an egg of that size.", reviewer="ada")
        yield made


def asked(chance: Random) -> ExportOptions:
    """Options that may stand together."""
    exporter = chance.choice(list(EXPORTERS.values()))
    kind = chance.choice(exporter.KINDS)
    pairs = kind in ("dpo", "reward")
    return ExportOptions(
        kind=kind,
        framework=exporter.NAME,
        form=chance.choice(["jsonl", "parquet"]) if exporter.NAME != "nfstudio" else "jsonl",
        status=chance.choice([None, *STATUSES]),
        min_score=chance.choice([None, 0.85]),
        prompt_form=chance.choice([None, "original", "merged", "conversation"]),
        ways=chance.choice([(), ("rewrite",), ("after-correction", "thumbs")]),
        implicit_prompt=pairs and exporter.NAME == "trl" and chance.random() < 0.5,
        drop_greeting=chance.random() < 0.5,
        split=chance.choice([None, "0.5,0.5", "0.6,0.2,0.2", "1,0"]),
        split_by=chance.choice(list(SplitBy)).value,
        control=kind in WITH_CONTROL and chance.random() < 0.3,
        actions={name: chance.choice(check.ACTIONS).value for name, check in CHECKS.items() if chance.random() < 0.3},
        settings=chance.choice([{}, {"most_per_template": 2}, {"most_tokens": 40, "most_per_user": 3}]),
        without=chance.choice([(), (), ("duplicates",), tuple(CHECKS)]),
    )


@pytest.mark.parametrize("seed", range(60))
def test_nothing_breaks_and_all_figures_agree(busy, tmp_path, seed):
    options = asked(Random(seed))
    seen = preview(busy, options)
    try:
        written = finish(export_dataset(busy, tmp_path / "out", options))
    except StudioError:
        assert seen.rows == 0
        return

    assert validate(tmp_path / "out") == []
    assert seen.rows == sum(written.rows.values())
    assert (seen.labels or {"true": 0, "false": 0}) == written.labels
    assert (seen.left_out, seen.checks) == (written.left_out, written.checks)
    if options.form == "jsonl" and EXPORTERS[options.framework].META == "inside":
        kept = {name: count for name, count in written.checks.items() if _stays(name, options)}
        flags = [json.loads(line)["meta"]["flags"] for file in written.files for line in _lines(tmp_path / "out", file)]
        assert kept == {name: sum(any(one.startswith(f"{name}:") for one in some) for some in flags) for name in kept}


def _stays(name, options):
    return name in CHECKS and options.actions.get(name, CHECKS[name].DEFAULT) != Action.DROP


def _lines(folder, file):
    return (folder / file.path).read_bytes().splitlines()
