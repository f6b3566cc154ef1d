package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.sourcing.Explanation.Verdicts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The facilities there were when plans were decided, in the order in which their verdicts are stored, with their names.
 * Stored once, under the hash of its content, whatever the number of decisions.
 */
record Roster(String hash, List<String> facilityIds, List<String> names) {

    Roster {
        facilityIds = List.copyOf(facilityIds);
        names = List.copyOf(names);
    }

    static Roster of(Verdicts verdicts, Map<String, Facility> facilities) {
        List<String> ids = new ArrayList<>(verdicts.facilities());
        List<String> names = new ArrayList<>(verdicts.facilities());
        MessageDigest digest = sha256();
        for (int place = 0; place < verdicts.facilities(); place++) {
            String id = verdicts.facilityId(place);
            Facility facility = facilities.get(id);
            String name = facility == null ? id : facility.name();
            ids.add(id);
            names.add(name);
            digest.update((id + '\n' + name + '\n').getBytes(StandardCharsets.UTF_8));
        }
        return new Roster(HexFormat.of().formatHex(digest.digest()), ids, names);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
