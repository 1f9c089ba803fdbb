/// Notifications of changes to the clients that subscribed to them. The engine and its methods use it; a
/// notification never waits for a slow client.
@NullMarked
package dev.aegis.mcp.notification;

import org.jspecify.annotations.NullMarked;
