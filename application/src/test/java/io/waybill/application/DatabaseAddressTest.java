package io.waybill.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://db.example/orders, jdbc:postgresql://db.example/orders, '', ''",
        "postgres://ada@db.example:5433/orders, jdbc:postgresql://db.example:5433/orders, ada, ''",
        "postgresql://ada:a%2Fb:c@db/orders?sslmode=require, jdbc:postgresql://db/orders?sslmode=require, ada, a/b:c",
        "jdbc:postgresql://db/orders?sslmode=require, jdbc:postgresql://db/orders?sslmode=require, '', ''",
    })
    void readsBothFormsOfAnAddress(String address, String jdbcUrl, String user, String password) {
        assertThat(DatabaseAddress.parse(address)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders", "postgresql://", "postgresql://host", "postgresql://host/", "http://host/x", "a b"})
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> DatabaseAddress.parse(address))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("postgresql://user@host:5432/name");
    }

    @Test
    void refusesServersOlderThanFifteen() {
        assertThatThrownBy(() -> DatabaseAddress.requireVersion(140_019))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PostgreSQL 14")
                .hasMessageContaining("15 or later");
        assertThatCode(() -> DatabaseAddress.requireVersion(150_000)).doesNotThrowAnyException();
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://ada:secret@db/orders").toString())
                .doesNotContain("secret");
    }
}
