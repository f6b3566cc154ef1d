package io.waybill.connector.stock;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EntryKeyTest {
    @Test
    void a_plain_article_number_is_read_in_the_key() {
        assertThat(EntryKey.of("SKU-1", "cologne")).isEqualTo("SKU-1_cologne");
    }

    @Test
    void articles_that_differ_in_a_letter_that_keys_do_not_take_have_different_keys() {
        assertThat(EntryKey.of("A/1", "cologne")).isNotEqualTo(EntryKey.of("A.1", "cologne"));
        assertThat(EntryKey.of("A/1", "cologne")).startsWith("A_1_cologne_");
    }

    @Property
    void every_key_is_one_that_commercetools_takes(
            @ForAll @NotBlank @StringLength(max = 400) String sku,
            @ForAll @NotBlank @StringLength(max = 256) String channel) {
        assertThat(EntryKey.of(sku, channel)).matches("[A-Za-z0-9_-]{2,256}");
    }

    @Property
    void two_articles_of_a_channel_do_not_share_a_key(@ForAll String one, @ForAll String other) {
        Assume.that(!one.equals(other));

        assertThat(EntryKey.of(one, "cologne")).isNotEqualTo(EntryKey.of(other, "cologne"));
    }
}
