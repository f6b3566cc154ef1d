package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import java.util.Set;

/** Tax categories, as far as shipping methods and line items refer to them. */
public final class TaxCategories implements Resource {

    private final Map<String, UpdateAction> actions = new Actions()
            .set("changeName", "name", (write, action) -> Json.object().textNode(action.text("name")))
            .setKey()
            .setText("setDescription", "description")
            .add("addTaxRate", (change, action) -> rates(change).add(rate(change.write(), action.object("taxRate"))))
            .add("removeTaxRate", TaxCategories::removeRate)
            .add("replaceTaxRate", (change, action) -> {
                removeRate(change, action);
                rates(change).add(rate(change.write(), action.object("taxRate")));
            })
            .all();

    @Override
    public String path() {
        return "tax-categories";
    }

    @Override
    public String typeId() {
        return "tax-category";
    }

    @Override
    public String scopeArea() {
        return "tax_categories";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "description", "rates");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode category = Json.object().put("name", draft.text("name"));
        Json.put(category, "key", category.textNode(draft.optionalKey("key")));
        Json.put(category, "description", draft.value("description"));
        ArrayNode rates = category.putArray("rates");
        draft.optionalObjects("rates").forEach(rate -> rates.add(rate(write, rate)));
        return category;
    }

    private static ArrayNode rates(Change change) {
        return change.document().withArrayProperty("rates");
    }

    private static ObjectNode rate(Write write, Input draft) {
        draft.text("name");
        draft.text("country");
        draft.required("includedInPrice");
        draft.flag("includedInPrice", false);
        JsonNode amount = draft.required("amount");
        if (!amount.isNumber() || amount.doubleValue() < 0 || amount.doubleValue() > 1) {
            throw draft.wrong("amount", "a number between 0 and 1");
        }
        ObjectNode rate = draft.node().deepCopy();
        return rate.put("id", write.newId().substring(0, 8));
    }

    private static void removeRate(Change change, Input action) {
        String id = action.text("taxRateId");
        ArrayNode rates = rates(change);
        for (int i = 0; i < rates.size(); i++) {
            if (rates.get(i).path("id").asText().equals(id)) {
                rates.remove(i);
                return;
            }
        }
        throw Rejection.invalidOperation("The tax category has no tax rate with the ID '" + id + "'.");
    }
}
