"""Reports that are composed of sections: text by people, figures by the system, in the order of a template."""
