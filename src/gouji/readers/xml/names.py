"""Names of elements and attributes, by the prefixes of whoever reads them."""

import re
from collections.abc import Mapping
from dataclasses import field

from gouji.model.frozen import frozen

BETWEEN = " "
"""Between a namespace and a name, as expat joins them."""


@frozen
class Namespaces:
    """Prefixes and the namespaces they stand for; a document may use others for the same."""

    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Prefix → the namespaces that it means."""
    known: dict[str, str] = field(default_factory=dict, compare=False)
    """Names met before."""

    def name(self, joined: str) -> str:
        """The name "namespace local" by our prefix; that of a namespace without one as {…}local."""
        found = self.known.get(joined)
        if found is None:
            found = self.known[joined] = self._name(joined)
        return found

    def _name(self, joined: str) -> str:
        namespace, between, local = joined.rpartition(BETWEEN)
        if not between:
            return joined
        for prefix, pattern in self.patterns.items():
            if pattern.fullmatch(namespace):
                return f"{prefix}:{local}"
        return f"{{{namespace}}}{local}"


def namespace_pattern(text: str) -> re.Pattern[str]:
    """The namespaces that a text with stars means.

    >>> bool(namespace_pattern("urn:report:*").fullmatch("urn:report:1.02"))
    True
    """
    return re.compile(".*".join(map(re.escape, text.split("*"))))
