using System.Runtime;
using Collections.Gateways.Composition;

namespace Collections.Gateways.Tests.Composition;

public sealed class BatchWorkTests
{
    [Fact]
    public void The_collector_works_as_before_when_it_is_over()
    {
        var before = GCSettings.LatencyMode;
        using (new BatchWork())
        {
            Assert.Equal(GCLatencyMode.Batch, GCSettings.LatencyMode);
        }

        Assert.Equal(before, GCSettings.LatencyMode);
    }
}
