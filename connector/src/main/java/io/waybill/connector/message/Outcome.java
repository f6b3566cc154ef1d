package io.waybill.connector.message;

import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.FulfilmentUnavailableException;
import io.waybill.client.http.UnansweredException;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CommercetoolsUnavailableException;
import java.lang.System.Logger;
import java.util.function.Supplier;

/** What came of the work on one message. */
public sealed interface Outcome {
    /** The desired state holds now. */
    record Done(String what) implements Outcome {}

    /** There was nothing to do. */
    record Ignored(String why) implements Outcome {}

    /** It cannot work until a person changes something: to be parked and acknowledged. */
    record Impossible(String reason) implements Outcome {}

    /** It may work soon: to be delivered again. */
    record Later(String reason) implements Outcome {}

    /**
     * Does the work, and sorts every failure into {@link Impossible} and {@link Later}. Denied access is not the
     * message's fault, so it is delivered again until the credentials are right.
     */
    static Outcome of(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (FulfilmentUnavailableException | CommercetoolsUnavailableException | UnansweredException passing) {
            return new Later(text(passing));
        } catch (FulfilmentRejectedException refused) {
            return refused.accessDenied() || refused.versionConflict()
                    ? new Later(text(refused))
                    : new Impossible("The platform refused: " + text(refused));
        } catch (CommercetoolsRejectedException refused) {
            return refused.accessDenied() || refused.versionConflict()
                    ? new Later(text(refused))
                    : new Impossible("commercetools refused: " + text(refused));
        } catch (RuntimeException unexpected) {
            System.getLogger(Outcome.class.getName()).log(Logger.Level.ERROR, "unexpected failure", unexpected);
            return new Impossible("Unexpected failure: " + unexpected.getClass().getSimpleName());
        }
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
