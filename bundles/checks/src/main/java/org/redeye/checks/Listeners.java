package org.redeye.checks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets every change of a check. Costs next to nothing while there is nobody. Called under the check's monitor. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<CheckListener> all = new CopyOnWriteArrayList<>();

    void add(CheckListener listener) {
        all.add(listener);
    }

    void remove(CheckListener listener) {
        all.remove(listener);
    }

    /** Tells how a check stands. @param status reads it; only asked if somebody listens */
    void stands(Check check, Function<Check, CheckStatus> status) {
        if (!all.isEmpty()) {
            CheckStatus now = status.apply(check);
            tell(check.id, listener -> listener.stands(now));
        }
    }

    /** Tells that a check is no more. */
    void gone(Check check) {
        tell(check.id, listener -> listener.gone(check.id));
    }

    private void tell(String check, Consumer<CheckListener> what) {
        for (CheckListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) { // its fault, and not that of the check
                LOG.warn(
                        "{} did not take what {} has to tell",
                        listener.getClass().getName(),
                        check,
                        e);
            }
        }
    }
}
