"""The migrations of a project file, as sqlite-utils applies them to one that was made by an older version."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from nfstudio.store.tables import MIGRATIONS, SET

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations(SET)


def _executing(statements: Sequence[str]) -> Callable[["Database"], None]:
    def migrate(db: "Database") -> None:
        for statement in statements:
            db.execute(statement)

    return migrate


for _name, _statements in MIGRATIONS.items():
    migrations(name=_name)(_executing(_statements))
