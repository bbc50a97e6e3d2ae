"""What each sheet of the pack's workbook holds."""

from collections.abc import Sequence

from secself.formats.consolidated.xlsx import across, users
from secself.formats.consolidated.xlsx.table import Table
from secself.model import Consolidation


def tables(held: Consolidation) -> Sequence[Table]:
    """Give all tables, in the order of the sheets."""
    return (
        users.ranking(held),
        users.findings(held),
        users.changes(held),
        users.comments(held),
        across.shared(held),
        across.outliers(held),
        across.sections(held),
        across.years(held),
        across.actions(held),
        across.missing(held),
        across.notice(held),
    )
