"""The command `train`: a plan of what was asked for, and what it tells of the model it made."""

import argparse

from nfstudio.cli.telling import Meter, say
from nfstudio.detect.learning.training import Recipe
from nfstudio.jobs.progress import finish
from nfstudio.jobs.training import Plan, train_model


def train(wanted: argparse.Namespace) -> int:
    """Train and tell the figures."""
    plan = Plan(
        data=tuple(wanted.data),
        out=wanted.out,
        base=wanted.base,
        dev=wanted.dev,
        recipe=Recipe(epochs=wanted.epochs, rate=wanted.rate, frozen=wanted.frozen, kept=wanted.kept, seed=wanted.seed),
        folds=wanted.folds,
        by=wanted.by,
        device=wanted.device,
        without=tuple(wanted.without),
        unlabelled=tuple(wanted.unlabelled),
        mixed=wanted.mixed,
        teachers=tuple(wanted.teacher),
        only=wanted.only,
        model=wanted.model,
    )
    result = finish(train_model(plan), report=Meter())
    lines = [f"{wanted.out} is made. Its README.md tells what it is made of and how good it is."]
    for group, title in (("cross_validation", "held out"), ("dev", "development data")):
        for name, one in result.get(group, {}).items():
            if isinstance(one, dict):
                lines.append(
                    f"  {title}, {name.replace('_', ' ')}: F1 {one['binary']['f1']:.3f},"
                    f" average precision {one['binary']['average_precision']:.3f},"
                    f" six classes {one['category']['macro_f1']:.3f}, spans {one['span']['f1']:.3f}"
                )
    say(wanted, result, lines)
    return 0
