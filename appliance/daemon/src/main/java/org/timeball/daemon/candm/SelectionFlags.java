package org.timeball.daemon.candm;

/// The options of a source that the selection heeds.
///
/// @param noselect is never selected
/// @param prefer is selected before those without
/// @param trust may not be outvoted by those without
/// @param require must be selectable for the clock to be updated
public record SelectionFlags(boolean noselect, boolean prefer, boolean trust, boolean require) {
    public static final SelectionFlags NONE = new SelectionFlags(false, false, false, false);

    /// These options with those in `mask` set as in `wanted`.
    public SelectionFlags changed(SelectionFlags mask, SelectionFlags wanted) {
        return new SelectionFlags(mask.noselect ? wanted.noselect : noselect, mask.prefer ? wanted.prefer : prefer,
                mask.trust ? wanted.trust : trust, mask.require ? wanted.require : require);
    }
}
