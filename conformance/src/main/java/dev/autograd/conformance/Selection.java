package dev.autograd.conformance;

import dev.autograd.conformance.reference.ReferenceCase;
import dev.autograd.conformance.reference.Tier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which cases are run.
public final class Selection {
    /// All of them.
    public static final Selection ALL = new Selection(null, null);

    private final @Nullable Pattern filter;
    private final @Nullable Tier tier;

    private Selection(@Nullable Pattern filter, @Nullable Tier tier) {
        this.filter = filter;
        this.tier = tier;
    }

    /// Of these, those in whose id the pattern is found.
    public Selection matching(Pattern pattern) {
        return new Selection(pattern, tier);
    }

    /// Of these, those of the operators that most programs use, and those that are of no operator.
    public Selection core() {
        return new Selection(filter, Tier.CORE);
    }

    /// Of these, those of other operators.
    public Selection extended() {
        return new Selection(filter, Tier.EXTENDED);
    }

    boolean includes(ReferenceCase c) {
        return (tier == null || c.label().tier() == tier)
                && (filter == null || filter.matcher(c.label().id()).find());
    }
}
