"""Pictures are drawn in the same surroundings by the tests as by the command."""

from tests.screenshots.surroundings import still_surroundings

still_surroundings()
