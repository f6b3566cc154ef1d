package io.waybill.sourcing;

/**
 * A place on earth, in degrees (WGS 84).
 *
 * @param latitude from -90 to 90
 * @param longitude from -180 to 180
 */
public record Coordinates(double latitude, double longitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    /** @throws IllegalArgumentException when a value is out of range or not a number */
    public Coordinates {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("latitude must be from -90 to 90, was " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("longitude must be from -180 to 180, was " + longitude);
        }
    }

    /** Length of the great circle between both places in whole metres (haversine on a sphere of mean earth radius). */
    public long metresTo(Coordinates other) {
        double phi = Math.toRadians(latitude);
        double otherPhi = Math.toRadians(other.latitude);
        double sinHalfPhi = Math.sin((otherPhi - phi) / 2);
        double sinHalfLambda = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double haversine = sinHalfPhi * sinHalfPhi + Math.cos(phi) * Math.cos(otherPhi) * sinHalfLambda * sinHalfLambda;
        return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(haversine))));
    }
}
