package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomFieldsTest extends SandboxTest {

    private static final String FIELD = "{'name':'%s','label':{'en':'x'},'type':{'name':'%s'}}";

    private Api.Answer create(String key, String resources, String fields) {
        return api.post(
                "types",
                "{'key':'%s','name':{'en':'x'},'resourceTypeIds':[%s],'fieldDefinitions':[%s]}"
                        .formatted(key, resources, fields));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 40})
    void a_field_name_has_2_to_36_characters(int length) {
        Api.Answer refused = create("t1", "'order'", FIELD.formatted("x".repeat(length), "String"))
                .expect(400);

        assertThat(refused.code()).isEqualTo("InvalidInput");
        create("t1", "'order'", FIELD.formatted("x".repeat(36), "String")).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä1", "a.b", "a/b"})
    void a_field_name_has_no_other_characters_than_the_allowed_ones(String name) {
        create("t1", "'order'", FIELD.formatted(name, "String")).expect(400);
    }

    @Test
    void field_names_are_unique_in_a_type() {
        String field = FIELD.formatted("same", "String");

        assertThat(create("t1", "'order'", field + "," + field).expect(400).code())
                .isEqualTo("DuplicateField");
        create("t1", "'order'", field).expect(201);
        assertThat(api.update("types/key=t1", "{'action':'addFieldDefinition','fieldDefinition':%s}".formatted(field))
                        .expect(400)
                        .code())
                .isEqualTo("DuplicateField");
    }

    @Test
    void the_same_name_means_the_same_type_in_all_types_of_a_resource() {
        create("t1", "'order'", FIELD.formatted("parcels", "Number")).expect(201);

        create("t2", "'order','channel'", FIELD.formatted("parcels", "String")).expect(400);
        create("t2", "'channel'", FIELD.formatted("parcels", "String")).expect(201);
        create("t3", "'order'", FIELD.formatted("parcels", "Number")).expect(201);
    }

    @Test
    void a_type_key_is_unique() {
        create("t1", "'order'", "").expect(201);
        assertThat(create("t1", "'order'", "").expect(400).code()).isEqualTo("DuplicateField");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'orders'", "", "'pickjob'"})
    void a_type_is_for_known_resources(String resources) {
        create("t1", resources, "").expect(400);
    }

    @Test
    void a_type_is_changed_by_its_actions() {
        create(
                        "t1",
                        "'order'",
                        FIELD.formatted("one", "String")
                                + ",{'name':'size','label':{'en':'x'},'type':{'name':'Enum','values':[{'key':'s','label':'S'}]}}")
                .expect(201);

        JsonNode type = api.update(
                        "types/key=t1",
                        "{'action':'addFieldDefinition','fieldDefinition':%s}"
                                .formatted(FIELD.formatted("two", "Number")),
                        "{'action':'removeFieldDefinition','fieldName':'one'}",
                        "{'action':'changeLabel','fieldName':'two','label':{'de':'Zwei'}}",
                        "{'action':'changeInputHint','fieldName':'two','inputHint':'MultiLine'}",
                        "{'action':'addEnumValue','fieldName':'size','value':{'key':'m','label':'M'}}",
                        "{'action':'changeEnumValueLabel','fieldName':'size','value':{'key':'s','label':'Small'}}",
                        "{'action':'changeEnumValueOrder','fieldName':'size','keys':['m','s']}",
                        "{'action':'changeFieldDefinitionOrder','fieldNames':['two','size']}",
                        "{'action':'changeName','name':{'en':'y'}}",
                        "{'action':'setDescription','description':{'en':'z'}}",
                        "{'action':'changeKey','key':'t2'}")
                .expect(200)
                .body();

        assertThat(type.path("key").asText()).isEqualTo("t2");
        assertThat(type.at("/name/en").asText()).isEqualTo("y");
        assertThat(type.at("/fieldDefinitions/0/name").asText()).isEqualTo("two");
        assertThat(type.at("/fieldDefinitions/0/label/de").asText()).isEqualTo("Zwei");
        assertThat(type.at("/fieldDefinitions/0/inputHint").asText()).isEqualTo("MultiLine");
        assertThat(type.at("/fieldDefinitions/1/type/values/0/key").asText()).isEqualTo("m");
        assertThat(type.at("/fieldDefinitions/1/type/values/1/label").asText()).isEqualTo("Small");
        api.get("types/key=t1").expect(404);
        api.update("types/key=t2", "{'action':'removeFieldDefinition','fieldName':'one'}")
                .expect(400);
        api.update("types/key=t2", "{'action':'addEnumValue','fieldName':'two','value':{'key':'m','label':'M'}}")
                .expect(400);
        api.update("types/key=t2", "{'action':'addEnumValue','fieldName':'size','value':{'key':'m','label':'M'}}")
                .expect(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "String | 'a' | 1",
                "Number | 1.5 | '1'",
                "Boolean | true | 'true'",
                "Date | '2026-11-24' | '24.11.2026'",
                "Time | '10:00:00.000' | '10'",
                "DateTime | '2026-11-24T10:00:00Z' | '2026-11-24'",
                "LocalizedString | {'en':'x'} | 'x'",
                "Money | {'currencyCode':'EUR','centAmount':1} | {'currencyCode':'EUR'}",
                "Money | {'currencyCode':'JPY','centAmount':1} | 5"
            })
    void a_value_has_the_type_of_its_field(String type, String good, String bad) {
        create("t1", "'channel'", FIELD.formatted("ff", type)).expect(201);
        String channel = "{'key':'%s','custom':{'type':{'typeId':'type','key':'t1'},'fields':{'ff':%s}}}";

        api.post("channels", channel.formatted("bad", bad)).expect(400);
        api.post("channels", channel.formatted("good", good)).expect(201);
        api.update("channels/key=good", "{'action':'setCustomField','name':'ff','value':%s}".formatted(bad))
                .expect(400);
    }

    @Test
    void enums_sets_and_references_are_checked_too() {
        create(
                        "t1",
                        "'channel'",
                        "{'name':'size','label':{},'type':{'name':'Enum','values':[{'key':'s','label':'S'}]}},"
                                + "{'name':'tags','label':{},'type':{'name':'Set','elementType':{'name':'String'}}},"
                                + "{'name':'near','label':{},'type':{'name':'Reference','referenceTypeId':'channel'}}")
                .expect(201);
        String other = api.post("channels", "{'key':'other'}").id();
        api.post("channels", "{'key':'c1','custom':{'type':{'typeId':'type','key':'t1'}}}")
                .expect(201);
        String set = "{'action':'setCustomField','name':'%s','value':%s}";

        api.update("channels/key=c1", set.formatted("size", "'xl'")).expect(400);
        api.update("channels/key=c1", set.formatted("tags", "['a','a']")).expect(400);
        api.update("channels/key=c1", set.formatted("tags", "['a',1]")).expect(400);
        api.update("channels/key=c1", set.formatted("near", "{'typeId':'channel','id':'none'}"))
                .expect(400);
        JsonNode channel = api.update(
                        "channels/key=c1",
                        set.formatted("size", "'s'"),
                        set.formatted("tags", "['a','b']"),
                        set.formatted("near", "{'typeId':'channel','key':'other'}"))
                .expect(200)
                .body();

        assertThat(channel.at("/custom/fields/near/id").asText()).isEqualTo(other);
    }

    @Test
    void unknown_fields_and_types_of_other_resources_are_refused() {
        create("t1", "'order'", FIELD.formatted("known", "String")).expect(201);
        String custom = ",'custom':{'type':{'typeId':'type','key':'t1'},'fields':{'%s':'x'}}";

        Api.Answer unknown = api.post("orders/import", Api.importDraft("A-1", custom.formatted("other")))
                .expect(400);

        assertThat(unknown.code()).isEqualTo("InvalidField");
        assertThat(unknown.body().at("/errors/0/field").asText()).isEqualTo("other");
        api.post("channels", "{'key':'c1'%s}".formatted(custom.formatted("known")))
                .expect(400);
        api.post("orders/import", Api.importDraft("A-1", custom.formatted("known")))
                .expect(201);
        api.update("orders/order-number=A-1", "{'action':'setCustomField','name':'other','value':'x'}")
                .expect(400);
    }

    @Test
    void a_required_field_is_demanded_when_the_type_is_set() {
        create("t1", "'channel'", "{'name':'must','label':{},'required':true,'type':{'name':'String'}}")
                .expect(201);
        String type = "'type':{'typeId':'type','key':'t1'}";

        assertThat(api.post("channels", "{'key':'c1','custom':{%s}}".formatted(type))
                        .expect(400)
                        .code())
                .isEqualTo("RequiredField");
        api.post("channels", "{'key':'c1','custom':{%s,'fields':{'must':'x'}}}".formatted(type))
                .expect(201);
        api.update("channels/key=c1", "{'action':'setCustomField','name':'must'}")
                .expect(400);
    }

    @Test
    void a_type_in_use_stays() {
        create("t1", "'channel'", "").expect(201);
        api.post("channels", "{'key':'c1','custom':{'type':{'typeId':'type','key':'t1'}}}")
                .expect(201);

        assertThat(api.delete("types/key=t1?version=1").expect(400).code()).isEqualTo("ReferenceExists");
        api.delete("channels/key=c1?version=1").expect(200);
        api.delete("types/key=t1?version=1").expect(200);
    }
}
