package io.waybill.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Multiplies the {@link ConsoleSeeds} in SQL: rows become text, every id in it gets a place for the number of the copy, and
 * each copy is the text with its own numbers, names and days. So what belongs together stays together in every copy.
 *
 * <p>Of an id (UUIDv7) of a facility the 12 random bits after the version number the region ({@code -7ccc-a000-}), of an
 * order's also the 12 bits after that the copy ({@code -7ccc-8rrr-}).
 */
final class ConsoleCopies implements AutoCloseable {
    /** In the order in which rows may be inserted. */
    private static final List<String> OF_FACILITIES =
            List.of("facility", "facility_carrier", "listing", "stock_balance", "stock");

    private static final List<String> OF_ORDERS = List.of(
            "orders",
            "process",
            "process_entity",
            "process_history",
            "routing_plan",
            "routing_queue",
            "routing_decision_log",
            "reservation",
            "pick_job",
            "pack_job",
            "shipment",
            "parcel",
            "parcel_label",
            "handoverjob",
            "item_return_job");

    /** Events are kept for a while only, so finished orders have none any more. */
    private static final List<String> OF_LIVE_ORDERS = List.of("event");

    private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-7)[0-9a-f]{3}-[0-9a-f]{4}(-[0-9a-f]{12})";
    private static final int CONNECTIONS = 2;
    private static final int DAYS = 30;

    private final String url;
    private final String password;
    private final Connection connection;

    /** @param data folder of the platform, whose PostgreSQL is running */
    ConsoleCopies(Path data) {
        try {
            String port = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                    .get(3)
                    .strip();
            this.url = "jdbc:postgresql://127.0.0.1:" + port + "/waybill";
            this.password = Files.readString(data.resolve("postgres/password")).strip();
            this.connection = connect();
        } catch (IOException | SQLException e) {
            throw new BenchFailed("Cannot reach the database of the platform under test", e);
        }
    }

    private Connection connect() throws SQLException {
        Connection made = DriverManager.getConnection(url, "waybill", password);
        try (Statement statement = made.createStatement()) {
            // What is copied can be copied again; only the platform's own commits are measured as durable.
            statement.execute("set synchronous_commit = off");
            statement.execute("set time zone 'UTC'");
        }
        return made;
    }

    /** Puts copies in place of the facilities there are, apart from each other on the map. */
    void facilities(int regions, String carrier) {
        for (String table : OF_FACILITIES) {
            run("create unlogged table seed_" + table + " as select replace(regexp_replace(to_jsonb(t)::text, '" + ID
                    + "', '\\1000-a000\\2', 'g'), '" + normal(carrier, "a000") + "', '" + carrier + "') as row from "
                    + table + " t");
        }
        for (String table : OF_FACILITIES.reversed()) {
            run("delete from " + table);
        }
        String copy = "replace(replace(s.row, '-7000-a000-', '-7' || lpad(to_hex(c), 3, '0') || '-a000-'), '"
                + ConsoleSeeds.REGION + "', 'x' || lpad(c::text, 3, '0'))";
        for (String table : OF_FACILITIES) {
            insert(connection, table, copy, "generate_series(0, " + (regions - 1) + ") c");
        }
        run("update facility set document = jsonb_set(document, '{address,resolvedCoordinates}', jsonb_build_object("
                + "'lat', 47.5 + 6.5 * random(), 'lon', 6 + 8 * random()))");
        run("vacuum (analyze) facility, facility_carrier, listing, stock_balance, stock");
    }

    /** Remembers everything about orders that there is, as what is to be copied later, and starts anew. */
    void keep(String kind) {
        List<String> shared = shared();
        for (String table : concat(OF_ORDERS, OF_LIVE_ORDERS)) {
            // Facilities first get a form of their own, so that the ids of orders can be told apart.
            String row = "regexp_replace(regexp_replace(to_jsonb(t)::text, "
                    + "'([0-9a-f]{8}-[0-9a-f]{4}-)70[0-3][0-9a-f]-a000(-[0-9a-f]{12})', '\\1f000-a000\\2', 'g'), "
                    + "'0([0-9a-f]{7}-[0-9a-f]{4}-7)[0-9a-f]{3}-[0-9a-f]{4}(-[0-9a-f]{12})', 'Z\\1000-8000\\2', 'g')";
            for (String id : shared) {
                row = "replace(" + row + ", 'Z" + normal(id, "8000").substring(1) + "', '" + id + "')";
            }
            row = "regexp_replace(" + row + ", 'x[0-9]{3} ', '" + ConsoleSeeds.REGION + " ', 'g')";
            run("create unlogged table seed_" + kind + "_" + table + " as select " + row + " as row from " + table
                    + " t");
        }
        run("update stock_balance set reserved = 0");
        run("delete from delivery");
        for (String table : concat(OF_ORDERS, OF_LIVE_ORDERS).reversed()) {
            run("delete from " + table);
        }
    }

    /** Ids that every copy shares, as they belong to no order: of people, carriers, tags and the rules of routing. */
    private List<String> shared() {
        return strings("select distinct m[1] from (select id as held from account union all select id from carrier "
                + "union all select document::text from facility_carrier union all select document::text from routing_strategy "
                + "union all select document from routing_configuration) s, "
                + "regexp_matches(s.held, '([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') m "
                + "where m[1] not like '%-a000-%'");
    }

    /** Gives up the plans of these live orders, as the platform does after some hours. */
    void giveUp(List<String> orders) {
        for (String order : orders) {
            run(
                    "update routing_plan set document = jsonb_set(document, '{status}', '\"NOT_ROUTABLE\"') where order_ref = '"
                            + order + "'");
            run("update process_entity e set status = 'STUCK' from routing_plan p where p.order_ref = '" + order
                    + "' and e.entity_ref = p.id");
            run("delete from routing_queue q using routing_plan p where p.order_ref = '" + order
                    + "' and q.plan_id = p.id");
        }
    }

    /** Fills the database with copies of what was kept. */
    void orders(ConsoleSize size) {
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int worker = 0; worker < CONNECTIONS; worker++) {
                int mine = worker;
                parts.add(workers.submit(() -> {
                    copy("finished", OF_ORDERS, size, mine, 1, size.finished());
                    copy("live", concat(OF_ORDERS, OF_LIVE_ORDERS), size, mine, 1001, size.live());
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException failure) {
            throw new BenchFailed("The orders could not be copied: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", interrupted);
        }
        run("update routing_queue set next_attempt = now() + interval '1 day'");
        run(
                "update stock_balance b set reserved = r.units from (select tenant_article_id, facility_id, sum(quantity)::int as units "
                        + "from reservation group by 1, 2) r where b.tenant_article_id = r.tenant_article_id and b.facility_id = r.facility_id");
        run(
                "insert into delivery (subscription_id, event_id, entity_id, sequence, created, state, due, retry_since, attempts, "
                        + "last_attempt, last_error) select s.id, e.id, e.entity_id, e.sequence, e.created, "
                        + "case when row_number() over (order by e.id) % 4 = 0 then 'PARKED' else 'PENDING' end, now() + interval '1 day', "
                        + "e.created, 20, now(), 'No answer' from event e join subscription s on s.event = e.name");
        run("vacuum (analyze)");
    }

    private void copy(String kind, List<String> tables, ConsoleSize size, int worker, int first, int copies)
            throws SQLException {
        try (Connection own = connect()) {
            String copy = copyExpression(own, kind, tables);
            for (int region = worker; region < size.regions(); region += CONNECTIONS) {
                for (String table : tables) {
                    insert(
                            own,
                            kind + "_" + table,
                            table,
                            copy.replace(":region", Integer.toString(region)),
                            "generate_series(" + first + ", " + (first + copies - 1) + ") r");
                }
            }
        }
    }

    /** The row of a copy, from that of a seed: ids, number and days of its own. */
    private static String copyExpression(Connection own, String kind, List<String> tables) throws SQLException {
        String days = kind.equals("live") ? "(r - 1001)" : "(r % " + DAYS + " + 1)";
        String copy = "s.row";
        copy = "replace(" + copy + ", '-f000-a000-', '-7' || lpad(to_hex(:region), 3, '0') || '-a000-')";
        copy = "replace(" + copy
                + ", '-7000-8000-', '-7' || lpad(to_hex(:region), 3, '0') || '-8' || lpad(to_hex(r), 3, '0') || '-')";
        copy = "replace(" + copy + ", '" + ConsoleSeeds.NUMBER + "', lpad((:region * 2000 + r)::text, 7, '0'))";
        copy = "replace(" + copy + ", '" + ConsoleSeeds.REGION + " ', 'x' || lpad(:region::text, 3, '0') || ' ')";
        // The first half of an id is a time: 2^16 milliseconds for each step.
        for (String prefix : found(own, kind, tables, "Z[0-9a-f]{7}(?=-[0-9a-f]{4}-7)")) {
            long steps = Long.parseLong(prefix.substring(1), 16);
            copy = "replace(" + copy + ", '" + prefix + "', lpad(to_hex(" + steps + " - " + days
                    + "::bigint * 86400000 / 65536), 8, '0'))";
        }
        for (String day : found(own, kind, tables, "20[0-9]{2}-[01][0-9]-[0-3][0-9](?=T)")) {
            copy = "replace(" + copy + ", '" + day + "T', (date '" + day + "' - " + days + ")::text || 'T')";
        }
        return copy;
    }

    /** What the pattern finds in the seeds, in order. */
    private static List<String> found(Connection own, String kind, List<String> tables, String pattern)
            throws SQLException {
        StringBuilder query = new StringBuilder("select distinct m[1] from (");
        for (String table : tables) {
            query.append(query.toString().endsWith("(") ? "" : " union all ")
                    .append("select row from seed_" + kind + "_" + table);
        }
        query.append(") s, regexp_matches(s.row, '(" + pattern + ")', 'g') m order by 1");
        List<String> all = new ArrayList<>();
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(query.toString())) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private static void insert(Connection own, String table, String copy, String series) {
        insert(own, table, table, copy, series);
    }

    private static void insert(Connection own, String seed, String table, String copy, String series) {
        String columns = columns(own, table);
        run(
                own,
                "insert into " + table + " (" + columns + ") select " + prefixed(columns) + " from seed_" + seed
                        + " s, " + series + ", lateral jsonb_populate_record(null::" + table + ", (" + copy
                        + ")::jsonb) n");
    }

    /** Those that are not computed from others. */
    private static String columns(Connection own, String table) {
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns "
                                + "where table_name = '" + table
                                + "' and is_generated = 'NEVER' and data_type <> 'xid8'")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new BenchFailed("Cannot read the columns of " + table, e);
        }
    }

    private static String prefixed(String columns) {
        return "n." + columns.replace(", ", ", n.");
    }

    private static String normal(String id, String group) {
        return id.replaceFirst(ID, "$1000-" + group + "$2");
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The first column of that query. */
    List<String> strings(String query) {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new BenchFailed("Cannot ask the database: " + query, e);
        }
    }

    private void run(String sql) {
        run(connection, sql);
    }

    private static void run(Connection own, String sql) {
        try (Statement statement = own.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchFailed("The database of the platform refused: " + e.getMessage() + " (" + sql + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchFailed("The connection to the database could not be closed", e);
        }
    }
}
