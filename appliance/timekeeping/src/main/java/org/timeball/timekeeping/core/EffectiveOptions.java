package org.timeball.timekeeping.core;

import java.util.List;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.AuthPolicy;

/// The selection options in force: those of the configuration, and what follows from which servers are authenticated.
record EffectiveOptions(AuthPolicy policy, boolean anyAuthenticated, boolean anyNot) {
    static EffectiveOptions of(List<SourceState> sources, AuthPolicy policy) {
        boolean authenticated = false;
        boolean not = false;
        for (SourceState source : sources) {
            SourceSettings settings = source.settings();
            if (settings.kind() == Kind.SERVER && !settings.selection().noselect()) {
                authenticated |= settings.authenticated();
                not |= !settings.authenticated();
            }
        }
        return new EffectiveOptions(policy, authenticated, not);
    }

    SelectionOptions of(SourceSettings settings) {
        SelectionOptions own = settings.selection();
        if (own.noselect()) {
            return own;
        }
        boolean plain = settings.kind() == Kind.SERVER && !settings.authenticated();
        return switch (policy) {
            case REQUIRE -> plain ? watchedOnly(own) : own;
            case PREFER -> plain && anyAuthenticated ? watchedOnly(own) : own;
            case MIX -> !plain && anyAuthenticated && anyNot
                    ? new SelectionOptions(false, own.prefer(), true, true)
                    : own;
            case IGNORE -> own;
        };
    }

    private static SelectionOptions watchedOnly(SelectionOptions own) {
        return new SelectionOptions(true, own.prefer(), own.trust(), own.require());
    }
}
