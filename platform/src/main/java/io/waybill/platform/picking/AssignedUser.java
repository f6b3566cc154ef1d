package io.waybill.platform.picking;

/** Who is to do a job on the floor. */
public record AssignedUser(String userId, String username) {}
