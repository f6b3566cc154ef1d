package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.waybill.platform.facilities.Geocoder.Place;
import io.waybill.platform.facilities.Geocoder.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GazetteerTest {
    private static final String HEADER = "country,postalCode,city,latitude,longitude,timeZone\n";
    private static final OfflineGeocoder GEOCODER = new OfflineGeocoder(Optional.empty());

    @Test
    void aCityIsFoundInItsUsualSpellings() {
        for (String spelling : new String[] {"Köln", "KOELN", "Koln", "Cologne", "Köln (Innenstadt)"}) {
            Place place = GEOCODER.locate("DE", "50667", spelling).orElseThrow();
            assertThat(place.precision()).isEqualTo(Precision.CITY);
            assertThat(place.coordinates().lat()).isCloseTo(50.93, within(0.1));
            assertThat(place.timeZone()).isEqualTo("Europe/Berlin");
        }
        assertThat(GEOCODER.locate("PL", null, "Lodz").orElseThrow().precision())
                .isEqualTo(Precision.CITY);
        assertThat(GEOCODER.locate("AT", "1010", "Wien")
                        .orElseThrow()
                        .coordinates()
                        .lat())
                .isCloseTo(48.2, within(0.1));
    }

    @Test
    void thePostalRegionTellsPlacesOfOneNameApart() {
        assertThat(GEOCODER.locate("DE", "15230", "Frankfurt")
                        .orElseThrow()
                        .coordinates()
                        .lon())
                .isGreaterThan(14);
        assertThat(GEOCODER.locate("DE", "60311", "Frankfurt")
                        .orElseThrow()
                        .coordinates()
                        .lon())
                .isLessThan(9);
    }

    @Test
    void withoutAKnownCityTheRegionAndThenTheCountryIsTaken() {
        assertThat(GEOCODER.locate("DE", "80331", "Nirgendwohausen").orElseThrow())
                .satisfies(place -> assertThat(place.precision()).isEqualTo(Precision.POSTAL_REGION))
                .satisfies(place -> assertThat(place.coordinates().lat()).isCloseTo(48.14, within(0.1)));
        assertThat(GEOCODER.locate("BR", "1", "Nowhere").orElseThrow().precision())
                .isEqualTo(Precision.COUNTRY);
        assertThat(GEOCODER.locate("QQ", "1", "Nowhere")).isEmpty();
    }

    @Test
    void anOwnFileComesFirst(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("own.csv");
        Files.writeString(
                own, HEADER + "DE,50667,,50.9385,6.9600,Europe/Berlin\nDE,,\"Hall, Upper\",48.5,10.5,Europe/Berlin\n");
        OfflineGeocoder geocoder = new OfflineGeocoder(Optional.of(own));
        assertThat(geocoder.locate("DE", "50667", "Köln").orElseThrow().precision())
                .isEqualTo(Precision.POSTAL_CODE);
        assertThat(geocoder.locate("DE", "50668", "Köln").orElseThrow().precision())
                .isEqualTo(Precision.CITY);
        assertThat(geocoder.locate("DE", null, "Hall, Upper")
                        .orElseThrow()
                        .coordinates()
                        .lat())
                .isCloseTo(48.5, within(0.001));
    }

    @Test
    void aFileThatIsNotAsDescribedIsRefusedWithTheLine() {
        assertThatThrownBy(() -> read("name,lat\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("country");
        assertThatThrownBy(() -> read(HEADER + "DE,,x,1,2\n")).hasMessageContaining("Line 2");
        assertThatThrownBy(() -> read(HEADER + "DE,,x,north,2,Europe/Berlin\n")).hasMessageContaining("Line 2");
    }

    private static Gazetteer read(String csv) throws IOException {
        return Gazetteer.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
