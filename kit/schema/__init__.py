"""JSON Schemas of the files people and programs meet: parameters, form data, report.json."""
