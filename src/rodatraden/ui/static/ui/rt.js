// What pages do beyond plain links and forms. Hooks are data-rt-* attributes; everything works without this file.
