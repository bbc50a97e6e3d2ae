"""The six-monthly returns on Shared Resources: counted from the last one that the profile names."""

from collections.abc import Iterator

from secself.lifecycle import deadlines, speech
from secself.model import Lifecycle, Profile, Reason, ResourceReturn


def count(lifecycle: Lifecycle, profile: Profile) -> tuple[ResourceReturn, ...]:
    """Count the next return on each provider's Shared Resources from the last one."""
    figure = lifecycle.figure("shared-resource-return")
    if figure is None:
        return ()
    return tuple(
        ResourceReturn(
            provider=one.id,
            due=deadlines.months_after(one.last_return, figure.value) if one.last_return else None,
        )
        for one in profile.providers
    )


def explain(
    lifecycle: Lifecycle, profile: Profile, counted: tuple[ResourceReturn, ...]
) -> Iterator[Reason]:
    """Say where the days of the returns come from, and which last ones are not stated."""
    if not counted:
        return
    yield from speech.stated(lifecycle.figure("shared-resource-return"))
    for provider in profile.providers:
        made = provider.last_return
        yield speech.from_profile(
            f"The last return on {provider.id} was made on {made}."
            if made
            else f"When the last return on {provider.id} was made is not stated (last_return)."
        )
