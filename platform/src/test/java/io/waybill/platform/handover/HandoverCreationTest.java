package io.waybill.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobBuilder;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobBuilder;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelBuilder;
import io.waybill.platform.shipping.ParcelStatus;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.ShipmentBuilder;
import io.waybill.platform.shipping.ShipmentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class HandoverCreationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    /** What can end, in any order. */
    enum Ending {
        PICK_JOB,
        PACK_JOB,
        FIRST_PARCEL,
        SECOND_PARCEL
    }

    @Provide
    Arbitrary<List<Ending>> orders() {
        return Arbitraries.shuffle(Ending.values());
    }

    @Property
    void inWhateverOrderAllEndsEachParcelIsHandedOverOnce(
            @ForAll("orders") List<Ending> order, @ForAll boolean packed, @ForAll boolean carrier) {
        Floor floor = new Floor(PickChannel.SHIPPING, packed, carrier);
        order.forEach(floor::end);

        assertThat(floor.jobs).extracting(Handoverjob::parcelRef).containsExactlyInAnyOrder("first", "second");
    }

    @Property
    void whatIsCollectedIsOneJob(@ForAll("orders") List<Ending> order, @ForAll boolean packed) {
        Floor floor = new Floor(PickChannel.COLLECT, packed, false);
        order.forEach(floor::end);

        assertThat(floor.jobs).hasSize(1).allMatch(job -> job.parcelRef() == null);
    }

    @Property
    void withoutACarrierTheGoodsAreOneJobAtOnceAndWithOneTheyWaitForAParcel(
            @ForAll boolean packed, @ForAll boolean carrier) {
        Floor floor = new Floor(PickChannel.SHIPPING, packed, carrier);
        floor.parcels.clear();
        floor.end(Ending.PICK_JOB);
        assertThat(floor.jobs).hasSize(packed || carrier ? 0 : 1);
        floor.end(Ending.PACK_JOB);
        assertThat(floor.jobs).hasSize(carrier ? 0 : 1);
    }

    @Property
    void nothingIsReadyBeforeItIsPickedAndPacked(@ForAll("orders") List<Ending> order, @ForAll boolean packed) {
        Floor floor = new Floor(PickChannel.SHIPPING, packed, true);
        for (Ending ending : order) {
            floor.end(ending);
            boolean ready = floor.pickJob.status() == PickJobStatus.CLOSED
                    && (!packed || floor.packJob.status() == PackJobStatus.CLOSED);
            if (!ready) {
                assertThat(floor.jobs).isEmpty();
            }
        }
    }

    /** Applies the steps as the platform does. */
    private static final class Floor {
        private final boolean packed;
        private final Shipment shipment;
        private final List<Handoverjob> jobs = new ArrayList<>();
        private final List<Parcel> parcels = new ArrayList<>(List.of(parcel("first"), parcel("second")));
        private PickJob pickJob;
        private PackJob packJob;

        Floor(PickChannel channel, boolean packed, boolean carrier) {
            this.packed = packed;
            this.pickJob = PickJobBuilder.builder()
                    .id("pick")
                    .status(PickJobStatus.IN_PROGRESS)
                    .deliveryinformation(new DeliveryInformation(channel, null, null, null))
                    .pickLineItems(List.of())
                    .build();
            this.packJob = PackJobBuilder.builder()
                    .id("pack")
                    .status(PackJobStatus.OPEN)
                    .build();
            this.shipment = ShipmentBuilder.builder()
                    .id("shipment")
                    .status(ShipmentStatus.INITIAL)
                    .hasActiveCarrier(carrier)
                    .parcels(List.of())
                    .build();
        }

        void end(Ending ending) {
            switch (ending) {
                case PICK_JOB -> pickJob = pickJob.withStatus(PickJobStatus.CLOSED);
                case PACK_JOB -> packJob = packJob.withStatus(PackJobStatus.CLOSED);
                case FIRST_PARCEL -> done("first");
                case SECOND_PARCEL -> done("second");
            }
            boolean collected = pickJob.channel() == PickChannel.COLLECT;
            HandoverCreation.steps(
                            pickJob,
                            packed ? Optional.of(packJob) : Optional.empty(),
                            collected ? Optional.empty() : Optional.of(shipment),
                            collected ? List.of() : parcels,
                            List.copyOf(jobs))
                    .forEach(this::apply);
        }

        private void apply(HandoverCreation.Step step) {
            switch (step) {
                case HandoverCreation.Step.Create create ->
                    jobs.add(
                            job(create.parcel() == null ? null : create.parcel().id()));
                case HandoverCreation.Step.Attach attach -> {
                    jobs.removeIf(job -> Objects.equals(job.id(), attach.job().id()));
                    jobs.add(attach.job().withParcelRef(attach.parcel().id()));
                }
            }
        }

        private void done(String id) {
            parcels.replaceAll(parcel -> parcel.id().equals(id) ? parcel.withStatus(ParcelStatus.DONE) : parcel);
        }

        private static Handoverjob job(@Nullable String parcel) {
            return HandoverjobBuilder.builder()
                    .id("job-" + parcel)
                    .status(HandoverjobStatus.OPEN)
                    .parcelRef(parcel)
                    .build();
        }

        private static Parcel parcel(String id) {
            return ParcelBuilder.builder()
                    .id(id)
                    .status(ParcelStatus.PROCESSING)
                    .created(NOW)
                    .build();
        }
    }
}
