"""The pages below an application page. Each module announces its routes when it is imported here."""
