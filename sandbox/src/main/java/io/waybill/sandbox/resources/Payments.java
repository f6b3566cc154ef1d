package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Money;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;

/** Payments, as far as orders refer to them. */
public final class Payments implements Resource {

    private final Map<String, UpdateAction> actions = new Actions()
            .setKey()
            .setText("setInterfaceId", "interfaceId")
            .set("changeAmountPlanned", "amountPlanned", (write, action) -> Money.of(action.object("amount")))
            .custom("payment")
            .all();

    @Override
    public String path() {
        return "payments";
    }

    @Override
    public String typeId() {
        return "payment";
    }

    @Override
    public String scopeArea() {
        return "payments";
    }

    @Override
    public Set<String> fields() {
        return Set.of("interfaceId", "amountPlanned", "paymentMethodInfo", "paymentStatus", "transactions");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode payment = Json.object();
        Json.put(payment, "key", payment.textNode(draft.optionalKey("key")));
        Json.put(payment, "interfaceId", payment.textNode(draft.optionalText("interfaceId")));
        payment.set("amountPlanned", Money.of(draft.object("amountPlanned")));
        Input method = draft.optionalObject("paymentMethodInfo");
        payment.set(
                "paymentMethodInfo",
                method == null ? Json.object() : method.node().deepCopy());
        payment.putObject("paymentStatus");
        payment.putArray("transactions");
        payment.putArray("interfaceInteractions");
        CustomFields.copy(write, draft, payment, "payment");
        return payment;
    }
}
