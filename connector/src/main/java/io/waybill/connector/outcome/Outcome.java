package io.waybill.connector.outcome;

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
    record Done(String what) implements Outcome {
        @Override
        public String name() {
            return "done";
        }

        @Override
        public String explanation() {
            return what;
        }
    }

    /** There was nothing to do. */
    record Ignored(String why) implements Outcome {
        @Override
        public String name() {
            return "ignored";
        }

        @Override
        public String explanation() {
            return why;
        }
    }

    /**
     * It cannot work until a person changes something: to be parked and acknowledged.
     *
     * @param code the kind of reason
     * @param reason in the connector's own words, without personal data, so that it may be logged
     * @param remark what the other side said, which may repeat personal data it was sent; kept with the parked message
     *     and never logged
     */
    record Impossible(ParkedReason code, String reason, String remark) implements Outcome {
        /** A reason without a remark. */
        public Impossible(ParkedReason code, String reason) {
            this(code, reason, "");
        }

        @Override
        public String name() {
            return "parked";
        }

        /** Reason and remark, for whoever looks after the parked message. */
        @Override
        public String explanation() {
            return remark.isEmpty() ? reason : reason + ": " + remark;
        }
    }

    /** It may work soon: to be delivered again. */
    record Later(String reason) implements Outcome {
        @Override
        public String name() {
            return "later";
        }

        @Override
        public String explanation() {
            return reason;
        }
    }

    /** One word for metrics and operators: done, ignored, parked or later. */
    String name();

    /** Why, for an operator; of an impossible message not for the log. */
    String explanation();

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
                    ? new Later(refused.answer())
                    : new Impossible(
                            ParkedReason.PLATFORM_REFUSED,
                            "The platform refused: " + refused.answer(),
                            refused.remark());
        } catch (CommercetoolsRejectedException refused) {
            return refused.accessDenied() || refused.versionConflict()
                    ? new Later(refused.answer())
                    : new Impossible(
                            ParkedReason.SHOP_REFUSED, "commercetools refused: " + refused.answer(), refused.remark());
        } catch (RuntimeException unexpected) {
            System.getLogger(Outcome.class.getName()).log(Logger.Level.ERROR, "unexpected failure", unexpected);
            return new Impossible(
                    ParkedReason.UNEXPECTED_FAILURE,
                    "Unexpected failure: " + unexpected.getClass().getSimpleName());
        }
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
