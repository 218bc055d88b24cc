"""The values that every floor shares: places, problems, numbers, forms, reports, findings."""
