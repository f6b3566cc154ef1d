package io.waybill.platform.inventory;

import java.util.Map;

/**
 * What a closed pick job took from the shelves of its facility.
 *
 * @param routingPlanId the plan whose reservations end with this job; empty when the job has none
 * @param picked units per tenantArticleId, zero or more
 * @param emptied articles whose place was found empty: their remaining stock is corrected to zero
 */
public record Consumption(
        String facilityId, String routingPlanId, Map<String, Integer> picked, java.util.Set<String> emptied) {}
