"""From the text of rule files to rules that can be relied on."""
