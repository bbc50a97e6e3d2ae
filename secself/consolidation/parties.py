"""Who a User is: as it states it now, and as its profile knows it besides."""

from secself.model import Party, Profile, Submission, Value


def party(submission: Submission, profile: Profile | None = None) -> Party:
    """Say who sent a submission; what it states itself counts before what its profile says."""
    held = submission
    known = of_profile(profile) if profile else Party(id=held.marks.user or "")
    return Party(
        id=held.marks.user or known.id,
        name=known.name,
        category=known.category,
        roles=held.roles or known.roles,
        domestic_premises=_whole(held.statement("Domestic premises"), known.domestic_premises),
        non_domestic_premises=_whole(
            held.statement("Non-domestic premises"), known.non_domestic_premises
        ),
        user_systems=_whole(held.statement("User Systems"), known.user_systems),
        providers=tuple(dict.fromkeys(row.id for row in held.providers))
        if "providers" in held.carries
        else known.providers,
        contacts=known.contacts,
    )


def of_profile(profile: Profile) -> Party:
    """Say who a User is by its profile alone."""
    return Party(
        id=profile.id,
        name=profile.name,
        category=profile.party_category,
        roles=profile.user_roles,
        domestic_premises=profile.domestic_premises,
        non_domestic_premises=profile.non_domestic_premises,
        user_systems=profile.user_systems,
        providers=tuple(one.id for one in profile.providers),
        contacts=profile.contacts,
    )


def _whole(stated: Value, known: int | None) -> int | None:
    return stated if isinstance(stated, int) else known
