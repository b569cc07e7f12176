//! Boxes, glue, penalties → breaks: arithmetic only.
