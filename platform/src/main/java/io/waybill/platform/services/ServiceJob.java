package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.facilities.CustomService;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.AssignedUser;
import io.waybill.platform.picking.Editor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One custom service to be done at one facility, to goods of one pick job or as a client asked for it.
 *
 * @param executionTimeInMin minutes that it takes there; null when nobody said
 * @param lineItems units that the service is done to itself, at most 50
 * @param inheritedLineItems units of the services nested in it, which it is done to as well; the contract shows at most 200
 * @param linkedServiceJobsRef the group of jobs that it belongs to
 * @param serviceJobLinkRef its place in that group
 * @param shortId names the goods among people at the facility, as their pick job does; not unique
 * @param targetTime when the service should be done
 */
@RecordBuilder
record ServiceJob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        ServiceJobStatus status,
        @Nullable StatusInformation statusInformation,
        String customServiceRef,
        @Nullable String tenantCustomServiceId,
        Map<String, String> nameLocalized,
        @Nullable String name,
        @Nullable Map<String, String> descriptionLocalized,
        @Nullable String description,
        List<Information> additionalInformation,
        @Nullable Integer executionTimeInMin,
        @Nullable List<String> imageRefs,
        CustomService.ItemsRequired itemsRequired,
        @Nullable Boolean itemsReturnable,
        List<ServiceJobLineItem> lineItems,
        @Nullable List<InheritedLineItem> inheritedLineItems,
        String processRef,
        @Nullable String operativeProcessRef,
        @Nullable String linkedServiceJobsRef,
        @Nullable String serviceJobLinkRef,
        @Nullable String shortId,
        @Nullable String tenantOrderId,
        Instant targetTime,
        @Nullable List<AssignedUser> assignedUsers,
        @Nullable Editor editor,
        @Nullable JsonNode customAttributes,
        boolean anonymized)
        implements Resource<ServiceJob>, ServiceJobBuilder.With {
    static final int MOST_LINES = 50;
    static final int MOST_INHERITED = 200;

    @Override
    public ServiceJob touched(long newVersion, Instant modified) {
        return with(job -> job.version(newVersion).lastModified(modified));
    }

    /** How people speak of it. */
    String spokenName() {
        return name == null ? customServiceRef : name;
    }

    /**
     * A question of the service with what was answered.
     *
     * @param value a text, a number or a boolean; null while nobody answered
     */
    record Information(
            String id,
            @Nullable String tenantAdditionalInformationId,
            Map<String, String> nameLocalized,
            @Nullable String name,
            @Nullable Map<String, String> descriptionLocalized,
            @Nullable String description,
            @Nullable Boolean isMandatory,
            CustomService.ValueType valueType,
            @Nullable JsonNode value) {

        static Information of(CustomService.AdditionalInformation question, @Nullable JsonNode value) {
            return new Information(
                    question.id(),
                    question.tenantAdditionalInformationId(),
                    question.nameLocalized(),
                    question.name(),
                    question.descriptionLocalized(),
                    question.description(),
                    question.isMandatory(),
                    question.valueType(),
                    value == null || value.isNull() ? null : value);
        }

        Information answered(@Nullable JsonNode answer) {
            return new Information(
                    id,
                    tenantAdditionalInformationId,
                    nameLocalized,
                    name,
                    descriptionLocalized,
                    description,
                    isMandatory,
                    valueType,
                    answer == null || answer.isNull() ? null : answer);
        }

        /** Whether the service cannot be done before somebody answers. */
        boolean lacksAnswer() {
            return Boolean.TRUE.equals(isMandatory) && valueType != CustomService.ValueType.NOVALUE && value == null;
        }
    }

    /** Units of a service nested in this one. */
    record InheritedLineItem(
            String id,
            OrderArticle article,
            long quantity,
            @Nullable String globalLineItemId,
            @Nullable String measurementUnitKey,
            @Nullable List<String> scannableCodes,
            String serviceJobRef) {}

    /** Why the job stands where it stands. */
    record StatusInformation(CancelReason cancelReason) {}

    /** A reason that somebody gave, in languages. */
    record CancelReason(Map<String, String> reasonLocalized, String reason) {
        static CancelReason of(Map<String, String> localized) {
            return new CancelReason(localized, LocalizedText.of(localized));
        }
    }
}
