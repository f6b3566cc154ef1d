package io.waybill.application.demo;

import java.util.List;

/**
 * An address in a European city, where a facility stands or a customer lives.
 *
 * @param country ISO 3166-1 alpha-2
 * @param latitude in degrees north
 * @param longitude in degrees east
 */
record Place(
        String city,
        String postalCode,
        String country,
        String street,
        String houseNumber,
        double latitude,
        double longitude) {

    /** Twenty-four cities; where they come first, they get a facility first. */
    static List<Place> cities() {
        return List.of(
                new Place("Köln", "50667", "DE", "Schildergasse", "72", 50.9364, 6.9528),
                new Place("Berlin", "10117", "DE", "Friedrichstraße", "191", 52.5106, 13.3903),
                new Place("Paris", "75001", "FR", "Rue de Rivoli", "148", 48.8611, 2.3358),
                new Place("Leipzig", "04356", "DE", "Messe-Allee", "2", 51.3968, 12.4028),
                new Place("München", "80331", "DE", "Kaufingerstraße", "11", 48.1380, 11.5720),
                new Place("Wien", "1010", "AT", "Kärntner Straße", "19", 48.2049, 16.3713),
                new Place("Amsterdam", "1012LG", "NL", "Kalverstraat", "92", 52.3702, 4.8926),
                new Place("Lyon", "69007", "FR", "Avenue Jean Jaurès", "120", 45.7406, 4.8357),
                new Place("Zürich", "8001", "CH", "Bahnhofstrasse", "53", 47.3726, 8.5386),
                new Place("Hamburg", "20095", "DE", "Mönckebergstraße", "7", 53.5511, 10.0010),
                new Place("London", "W1D1BS", "GB", "Oxford Street", "214", 51.5154, -0.1410),
                new Place("Rotterdam", "3011AD", "NL", "Blaak", "31", 51.9194, 4.4880),
                new Place("Frankfurt am Main", "60313", "DE", "Zeil", "106", 50.1145, 8.6830),
                new Place("Bruxelles", "1000", "BE", "Rue Neuve", "123", 50.8527, 4.3565),
                new Place("København", "1160", "DK", "Strøget", "24", 55.6789, 12.5790),
                new Place("Milano", "20121", "IT", "Via Monte Napoleone", "8", 45.4685, 9.1954),
                new Place("Madrid", "28013", "ES", "Gran Vía", "32", 40.4200, -3.7030),
                new Place("Praha", "11000", "CZ", "Na Příkopě", "19", 50.0853, 14.4258),
                new Place("Warszawa", "00024", "PL", "Aleje Jerozolimskie", "54", 52.2288, 21.0032),
                new Place("Stuttgart", "70173", "DE", "Königstraße", "28", 48.7784, 9.1800),
                new Place("Graz", "8010", "AT", "Herrengasse", "13", 47.0707, 15.4395),
                new Place("Lille", "59800", "FR", "Rue Faidherbe", "22", 50.6372, 3.0690),
                new Place("Basel", "4051", "CH", "Freie Strasse", "36", 47.5562, 7.5886),
                new Place("Manchester", "M11PT", "GB", "Market Street", "60", 53.4822, -2.2389));
    }
}
