"""How Users are put before people who compete with them: under neutral names."""

from secself.model.provenance import Provenance
from secself.model.record import record


@record
class Aliasing:
    """What a pack under neutral names says of numbers, and when a name hides nothing."""

    bands: tuple[int, ...]
    """The upper bounds of the bands in which premises are told, smallest first."""
    fewest: int
    """With fewer Users of a category than this, an alias hides little."""
    company_words: tuple[str, ...]
    """Words that say of what form a company is, and nothing of which."""
    usual_words: tuple[str, ...]
    """Words of plain talk that stand in many names; alone they give nobody away."""
    sizes: tuple[str, ...] = ()
    """Questions whose answer counts how large a User is; it is told in a band, too."""
    provenance: Provenance
    """Where this comes from."""


@record
class AliasEntry:
    """One line of the key: who stands behind an alias."""

    kind: str
    """`user` or `provider`."""
    alias: str
    """The neutral name, such as `Small Supplier 07`."""
    id: str
    """The id it hides."""
    name: str = ""
    """The name it hides; empty if none was known."""

    @property
    def slug(self) -> str:
        """Give the alias as an id, such as `small-supplier-07`."""
        return "-".join(self.alias.lower().split())


@record
class AliasKey:
    """Who stands behind which alias; kept from meeting to meeting, so that aliases stay."""

    salt: str
    """What the order of new aliases is drawn with, so that nobody can work it out from ids."""
    entries: tuple[AliasEntry, ...] = ()
    """The aliases, in the order in which they were given."""

    def find(self, kind: str, hidden: str) -> AliasEntry | None:
        """Find the alias of an id, or None."""
        return next((one for one in self.entries if (one.kind, one.id) == (kind, hidden)), None)
