package io.waybill.application.demo;

import java.nio.file.Path;

/**
 * The main job with a shop that nobody of this project made: npm's {@code @labdigital/commercetools-mock}. It is less
 * strict than commercetools and lacks much, but it shares no idea with the connector.
 */
class MainJobWithCommercetoolsMockIT extends MainJobScenarios {

    @Override
    ShopInTest start(PlatformAccess platform, Path folder) throws Exception {
        return CommercetoolsMockInTest.start(platform, folder);
    }
}
