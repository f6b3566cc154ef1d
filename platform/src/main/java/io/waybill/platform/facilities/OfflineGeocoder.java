package io.waybill.platform.facilities;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Geocoding from files: the operator's own where {@code waybill.geocoder.file} names one, and the places that come with
 * Waybill (from GeoNames, see docs/decisions). Read at the first use, so that a start does not wait for it.
 */
@ApplicationScoped
class OfflineGeocoder implements Geocoder {
    private static final String BUILT_IN = "places.csv.gz";

    private final Optional<Path> ownFile;
    private @Nullable List<Gazetteer> gazetteers;

    /**
     * @param ownFile An own CSV of places, consulted before the built-in ones; see [the
     *     decision](decisions/offline-geocoder.md).
     */
    OfflineGeocoder(@ConfigProperty(name = "waybill.geocoder.file") Optional<Path> ownFile) {
        this.ownFile = ownFile;
    }

    @Override
    public Optional<Place> locate(String country, @Nullable String postalCode, @Nullable String city) {
        List<Gazetteer> all = gazetteers();
        return first(all, gazetteer -> gazetteer.postalCode(country, postalCode))
                .or(() -> first(all, gazetteer -> gazetteer.city(country, city, postalCode)))
                .or(() -> first(all, gazetteer -> gazetteer.region(country, postalCode)))
                .or(() -> first(all, gazetteer -> gazetteer.country(country)));
    }

    private static Optional<Place> first(List<Gazetteer> gazetteers, Function<Gazetteer, Optional<Place>> look) {
        return gazetteers.stream().map(look).flatMap(Optional::stream).findFirst();
    }

    private synchronized List<Gazetteer> gazetteers() {
        if (gazetteers == null) {
            List<Gazetteer> read = new ArrayList<>();
            ownFile.ifPresent(file -> read.add(read(file.toString(), () -> Files.newInputStream(file))));
            read.add(read(BUILT_IN, () -> {
                InputStream in = OfflineGeocoder.class.getResourceAsStream(BUILT_IN);
                if (in == null) {
                    throw new FileNotFoundException(BUILT_IN);
                }
                return in;
            }));
            gazetteers = List.copyOf(read);
        }
        return gazetteers;
    }

    private static Gazetteer read(String name, Source source) {
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            return Gazetteer.read(name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in);
        } catch (IOException failure) {
            throw new UncheckedIOException("The places in " + name + " cannot be read", failure);
        }
    }

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }
}
